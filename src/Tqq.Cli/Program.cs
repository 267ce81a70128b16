Console.WriteLine("tqq");
