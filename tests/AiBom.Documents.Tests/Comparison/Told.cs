using System.Collections.Immutable;
using System.Text;
using AiBom.Documents.Comparison;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Comparison;

/// <summary>
/// The one place that knows the comparison's API: two documents in a short form in, the changes as text out.
/// </summary>
/// <remarks>
/// A document is lines: <c>MODEL name@version #d purl</c> declares, <c>0 DERIVED_FROM 1 ADAPTER</c> relates; <c>#d</c>
/// is a SHA-256 of one repeated digit, and <c>!</c> before a line makes it the subject.
/// </remarks>
internal static class Told
{
    public static string[] Changes(string from, string to, string scope = "acme", string? otherScope = null) =>
        [.. new DiffSentences(Diff(Set(from), Set(to), scope, otherScope ?? scope)).All().Select(own => own.Text)];

    public static DocumentDiff Diff(
        StatementSet from, StatementSet to, string scope = "acme", string? toScope = null) =>
        DocumentComparison.Compare(new ComparedDocument(from, scope), new ComparedDocument(to, toScope ?? scope));

    public static StatementSet Set(string text)
    {
        var entities = ImmutableArray.CreateBuilder<DeclaredEntity>();
        var statements = ImmutableArray.CreateBuilder<Statement>();
        int? subject = null;
        const StringSplitOptions Lines = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (string line in text.Split('\n', Lines))
        {
            string[] words = line.TrimStart('!').Split(' ');
            if (int.TryParse(words[0], null, out int dependent))
            {
                DerivationMethod? method = Value<DerivationMethod>(words[3..]);
                DatasetRole? role = Value<DatasetRole>(words[3..]);
                statements.Add(new Statement(
                    dependent,
                    Value<EdgeKind>(words[1..2])!.Value,
                    int.Parse(words[2], null),
                    $"/{statements.Count}",
                    Domain.Reading.Declared,
                    "test",
                    method,
                    role));
                continue;
            }

            subject = line[0] is '!' ? entities.Count : subject;
            entities.Add(Entity(words, entities.Count));
        }

        return new StatementSet
        {
            Document = Digest.Of(Encoding.UTF8.GetBytes(text)),
            Reader = "test/1",
            Header = new DocumentHeader { Format = "Test", SpecVersion = "1", Subject = subject },
            Entities = entities.ToImmutable(),
            Statements = statements.ToImmutable(),
        };
    }

    private static DeclaredEntity Entity(string[] words, int position)
    {
        string[] name = words[1].Split('@');
        return new DeclaredEntity
        {
            Kind = Value<EntityKind>(words[..1])!.Value,
            Pointer = $"/{position}",
            Name = name[0],
            Version = name.ElementAtOrDefault(1),
            PackageUrl = words.FirstOrDefault(word => word.StartsWith("pkg:", StringComparison.Ordinal)),
            Digests =
            [
                .. words.Where(word => word[0] is '#')
                    .Select(word => new DeclaredDigest(HashFunction.Sha256, new string(word[1], 64))),
            ],
            Description = words.FirstOrDefault(word => word[0] is '"'),
        };
    }

    private static T? Value<T>(string[] words)
        where T : struct, Enum => Enum.GetValues<T>()
            .Where(value => words.Contains(
                System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()), StringComparer.Ordinal))
            .Select(value => (T?)value)
            .FirstOrDefault();
}
