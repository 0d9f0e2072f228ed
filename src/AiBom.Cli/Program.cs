using AiBom.Cli;

await using Stream input = Console.OpenStandardInput();
var line = new CommandLine(
    input, Console.Out, Console.Error, TimeProvider.System, showsProgress: !Console.IsErrorRedirected);
return await line.RunAsync(args, CancellationToken.None);
