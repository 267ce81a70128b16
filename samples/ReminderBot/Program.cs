using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReminderBot;
using Tqq.Client.Hosting;

// ReminderBot SERVER UIN PASSWORD: "in 5 minutes: tea" and it writes "tea" in five minutes. Ctrl-C ends it.
var builder = Host.CreateApplicationBuilder();
builder.Services.AddTqqClient(options => (options.Server, options.Uin, options.Password) = (new(args[0]), uint.Parse(args[1]), args[2]));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Reminders>();
builder.Services.AddHostedService(services => services.GetRequiredService<Reminders>());
builder.Services.AddTqqBot<Bot>();
await builder.Build().RunAsync();
