using AiBom.Cli;

return await new CommandLine(Console.Out, Console.Error, TimeProvider.System, showsProgress: !Console.IsErrorRedirected)
    .RunAsync(args, CancellationToken.None);
