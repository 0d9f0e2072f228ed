using AiBom.GraphQL.Types;
using AiBom.Server.Schema;
using AiBom.Testing;

namespace AiBom.EndToEnd.Tests.Surface;

public sealed class SchemaTests
{
    private const string Path = "schemas/aibom.graphql";

    [Fact]
    public void The_exported_schema_is_the_one_that_is_served()
    {
        string exported = File.ReadAllText(Repository.At(Path)).ReplaceLineEndings("\n").TrimEnd();
        string served = SchemaPrinter.Print(AibomSchema.Build()).ReplaceLineEndings("\n").TrimEnd();

        Assert.True(
            exported == served,
            $"{Path} is not the schema that is served, from line {FirstDifference(exported, served)} on. "
            + $"If the change is meant: dotnet run --project src/AiBom.Server -- schema > {Path}");
    }

    private static int FirstDifference(string exported, string served) => exported.Split('\n')
        .Zip(served.Split('\n'))
        .TakeWhile(lines => string.Equals(lines.First, lines.Second, StringComparison.Ordinal))
        .Count() + 1;
}
