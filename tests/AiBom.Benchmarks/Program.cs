using AiBom.Benchmarks;

// A verb a benchmark; each compares ours with a baseline in the same run on the same data.
string verb = args.FirstOrDefault() ?? string.Empty;
switch (verb)
{
    case "traversal":
        TraversalBenchmark.Run(args.AsSpan(1));
        return 0;
    default:
        await Console.Error.WriteLineAsync($"'{verb}' is no benchmark. There is: traversal [nodes] [rounds].");
        return 2;
}
