using AiBom.Benchmarks;

// A verb a benchmark; each compares ours with a baseline in the same run on the same data.
string verb = args.FirstOrDefault() ?? string.Empty;
switch (verb)
{
    case "traversal":
        TraversalBenchmark.Run(args.AsSpan(1));
        return 0;
    case "ingest":
        await IngestBenchmark.RunAsync(args[1..]);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            $"'{verb}' is no benchmark. There are: traversal [nodes] [rounds], ingest [documents] [rounds].");
        return 2;
}
