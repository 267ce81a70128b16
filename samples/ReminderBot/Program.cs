using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReminderBot;
using Tqq.Client;
using Tqq.Client.Hosting;

// Told "in 5 minutes: tea", it writes "tea" in five minutes. Ctrl-C ends it.
if (args is not [var server, var number, var password] || !ServerAddress.TryParse(server, out var address)
    || !uint.TryParse(number, out var uin))
{
    Console.Error.WriteLine("usage: ReminderBot SERVER UIN PASSWORD, as in: ReminderBot 127.0.0.1:8000 10002 pear");
    return 2;
}

var builder = Host.CreateApplicationBuilder();
builder.Services.AddTqqClient(options => (options.Server, options.Uin, options.Password) = (address, uin, password));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Reminders>();
builder.Services.AddHostedService(services => services.GetRequiredService<Reminders>());
builder.Services.AddTqqBot<Bot>();
await builder.Build().RunAsync();
return 0;
