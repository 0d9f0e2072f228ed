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
    case "graphql":
        EngineBenchmark.Run(args.AsSpan(1));
        return 0;
    case "graphql-http":
        await HttpBenchmark.RunAsync(args[1..]);
        return 0;
    case "graphql-host":
        await GraphQLHost.RunAsync(args[1], args[2]);
        return 0;
    case "model-hash":
        await ModelHashBenchmark.RunAsync(args[1..]);
        return 0;
    case "verify":
        VerifyBenchmark.Run(args.AsSpan(1));
        return 0;
    case "revocation":
        await RevocationBenchmark.RunAsync(args[1..]);
        return 0;
    case "schema":
        await SchemaBenchmark.RunAsync(args[1..]);
        return 0;
    case "reader":
        ReaderBenchmark.Run(args.AsSpan(1));
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            $"'{verb}' is no benchmark. There are: traversal [nodes] [rounds], ingest [documents] [rounds], "
            + "graphql [rounds], graphql-http [rounds] [seconds], "
            + "model-hash [megabytes] [rounds], verify [count] [rounds], "
            + "revocation [documents] [edges], schema [megabytes] [rounds], reader [megabytes] [rounds].");
        return 2;
}
