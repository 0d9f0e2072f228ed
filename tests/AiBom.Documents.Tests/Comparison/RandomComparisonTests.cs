using System.Collections.Immutable;
using AiBom.Documents.Comparison;
using AiBom.Domain;
using AiBom.Testing.Graphs;

namespace AiBom.Documents.Tests.Comparison;

/// <summary>What holds for any two documents, and what comparing tables says of those without doubts.</summary>
public sealed class RandomComparisonTests
{
    private const int Rounds = 400;

    [Fact]
    public void Nothing_differs_from_itself_and_the_way_back_is_the_mirror_image()
    {
        var dice = new Dice(1);
        for (int round = 0; round < Rounds; round++)
        {
            (StatementSet one, StatementSet other) = (Entangled(dice), Entangled(dice));

            Assert.True(Told.Diff(one, one).IsEmpty, $"Round {round}.");
            Assert.Equal(Lines(Told.Diff(one, other)), Lines(Mirror(Told.Diff(other, one))));
        }
    }

    [Fact]
    public void What_came_and_what_went_make_up_the_difference_in_number()
    {
        var dice = new Dice(2);
        for (int round = 0; round < Rounds; round++)
        {
            (StatementSet one, StatementSet other) = (Entangled(dice), Entangled(dice));
            DocumentDiff diff = Told.Diff(one, other);

            Assert.Equal(
                Told.Diff(Nothing, other).Entities.Length - Told.Diff(Nothing, one).Entities.Length,
                Balance(diff.Entities.Select(change => change.Change)));
            Assert.Equal(
                Told.Diff(Nothing, other).Edges.Length - Told.Diff(Nothing, one).Edges.Length,
                Balance(diff.Edges.Select(change => change.Change)));
        }
    }

    [Fact]
    public void Documents_without_doubts_differ_as_two_tables_do()
    {
        var dice = new Dice(3);
        for (int round = 0; round < Rounds; round++)
        {
            Table before = Table.Random(dice);
            Table after = Table.Random(dice);

            DocumentDiff diff = Told.Diff(before.ToSet(dice), after.ToSet(dice));

            Assert.Equal(Table.Difference(before, after), Lines(diff));
        }
    }

    private static StatementSet Nothing => Told.Set("");

    private static int Balance(IEnumerable<ChangeKind> changes) => changes.Sum(change => change switch
    {
        ChangeKind.Added => 1,
        ChangeKind.Removed => -1,
        _ => 0,
    });

    /// <summary>Few names, versions, digests and package URLs, so that every kind of doubt comes up.</summary>
    private static StatementSet Entangled(Dice dice)
    {
        int count = 1 + dice.Below(8);
        IEnumerable<string> entities = Enumerable.Range(0, count).Select(i =>
        {
            string version = dice.Chance(0.8) ? $"@{dice.Below(3)}" : "";
            string digest = dice.Chance(0.5) ? $" #{dice.Below(4)}" : "";
            string url = dice.Chance(0.5) ? $" pkg:x/{dice.Pick("a", "b")}@{dice.Below(3)}" : "";
            return $"{(i == 0 && dice.Chance(0.5) ? "!" : "")}{dice.Pick("MODEL", "DATASET")} "
                + $"{dice.Pick("a", "b", "c")}{version}{digest}{url}";
        });
        IEnumerable<string> edges = Enumerable.Range(0, dice.Below(8)).Select(_ =>
            $"{dice.Below(count)} {dice.Pick("TRAINED_ON", "TESTED_ON", "DERIVED_FROM", "CONTAINS")} "
            + $"{dice.Below(count)} {dice.Pick("TRAINING", "FINE_TUNING", "TESTING")}");
        return Told.Set(string.Join('\n', entities.Concat(edges)));
    }

    private static DocumentDiff Mirror(DocumentDiff diff)
    {
        return new DocumentDiff
        {
            From = diff.To,
            To = diff.From,
            Header = [.. diff.Header.Select(Turned)],
            Entities =
            [
                .. diff.Entities.Select(own => own with
                {
                    Change = Back(own.Change),
                    Entity = Swap(own.Entity),
                    Attributes = [.. own.Attributes.Select(Turned)],
                }),
            ],
            Edges =
            [
                .. diff.Edges.Select(own => own with
                {
                    Change = Back(own.Change),
                    Subject = Swap(own.Subject),
                    Object = Swap(own.Object),
                    Before = own.After,
                    After = own.Before,
                }),
            ],
            Completeness = diff.Completeness,
            Runs = diff.Runs,
        };

        static EntityPair Swap(EntityPair pair) => pair with { Before = pair.After, After = pair.Before };
        static AttributeChange Turned(AttributeChange own) => own with { Before = own.After, After = own.Before };
        static ChangeKind Back(ChangeKind change) => change switch
        {
            ChangeKind.Added => ChangeKind.Removed,
            ChangeKind.Removed => ChangeKind.Added,
            _ => change,
        };
    }

    private static IEnumerable<string> Lines(DocumentDiff diff)
    {
        string NameOf(EntityPair pair) =>
            $"{Named(diff.From, pair.Before)}|{Named(diff.To, pair.After)}";
        return diff.Entities
            .Select(own => string.Join(
                ' ',
                own.Attributes.Select(change => $"{change.Name}:{change.Before}:{change.After}")
                    .Prepend($"{own.Change} {NameOf(own.Entity)}")))
            .Concat(diff.Edges.Select(own =>
                $"{own.Change} {NameOf(own.Subject)} {NameOf(own.Object)} {own.Before} {own.After}"))
            .Order(StringComparer.Ordinal);

        static string Named(StatementSet set, int? position) =>
            position is { } at ? $"{set.Entities[at].Kind} {set.Entities[at].QualifiedNameAndVersion()}" : "";
    }

    /// <summary>A document as a table: every thing has a name of its own, every two things one edge at most.</summary>
    private sealed record Table(
        ImmutableSortedDictionary<string, (string Version, char Digit)> Things,
        ImmutableSortedDictionary<(string Subject, string Object), DatasetRole> Edges)
    {
        public static Table Random(Dice dice)
        {
            string[] names = [.. Enumerable.Range(0, 10).Where(_ => dice.Chance(0.6)).Select(i => $"n{i}")];
            var things = names.ToImmutableSortedDictionary(
                name => name, _ => ($"{dice.Below(2)}", (char)('0' + dice.Below(2))));
            var edges = (
                from subject in names
                from target in names
                where subject != target && dice.Chance(0.3)
                select KeyValuePair.Create((subject, target), dice.Pick(DatasetRole.Training, DatasetRole.Testing)))
                .ToImmutableSortedDictionary();
            return new Table(things, edges);
        }

        /// <summary>In any order, some things named once more by their package URL alone.</summary>
        public StatementSet ToSet(Dice dice)
        {
            string[] order = [.. Things.Keys.OrderBy(_ => dice.Next())];
            var at = order.Index().ToDictionary(own => own.Item, own => own.Index);
            IEnumerable<string> things = order.Select(name =>
                $"MODEL {name}@{Things[name].Version} #{Things[name].Digit}{name} pkg:x/{name}@{Things[name].Version}");
            IEnumerable<string> again = order.Where(_ => dice.Chance(0.3)).Select(name =>
                $"MODEL {name}@{Things[name].Version} pkg:x/{name}@{Things[name].Version}");
            IEnumerable<string> edges = Edges.OrderBy(_ => dice.Next()).Select(edge =>
                $"{at[edge.Key.Subject]} {(edge.Value is DatasetRole.Training ? "TRAINED_ON" : "TESTED_ON")} "
                + $"{at[edge.Key.Object]} {(edge.Value is DatasetRole.Training ? "TRAINING" : "TESTING")}");
            StatementSet set = Told.Set(string.Join('\n', [.. things, .. again, .. edges]));
            return set with { Entities = [.. set.Entities.Select(Distinguished)] };
        }

        /// <summary>What a person with two tables would write down.</summary>
        public static IEnumerable<string> Difference(Table before, Table after)
        {
            IEnumerable<string> things = before.Things.Keys.Union(after.Things.Keys).Select(name =>
                (before.Things.TryGetValue(name, out var was), after.Things.TryGetValue(name, out var became)) switch
                {
                    (true, false) => $"Removed Model {name}@{was.Version}|",
                    (false, true) => $"Added |Model {name}@{became.Version}",
                    _ when was == became => "",
                    _ => $"Changed Model {name}@{was.Version}|Model {name}@{became.Version}"
                        + Attribute("version", was.Version, became.Version)
                        + Attribute("packageUrl", $"pkg:x/{name}@{was.Version}", $"pkg:x/{name}@{became.Version}")
                        + Attribute("digests.sha256", HexOf(name, was.Digit), HexOf(name, became.Digit)),
                });
            IEnumerable<string> edges = before.Edges.Keys.Union(after.Edges.Keys).Select(ends =>
            {
                bool isOld = before.Edges.TryGetValue(ends, out DatasetRole was);
                bool isNew = after.Edges.TryGetValue(ends, out DatasetRole became);
                string change = (isOld, isNew) switch
                {
                    (true, false) => "Removed",
                    (false, true) => "Added",
                    _ => was == became ? "" : "Changed",
                };
                string old = isOld ? $"{Label(was)}" : "";
                string now = isNew ? $"{Label(became)}" : "";
                return change.Length == 0 ? "" : $"{change} {Pair(ends.Subject)} {Pair(ends.Object)} {old} {now}";
            });
            return things.Concat(edges).Where(line => line.Length > 0).Order(StringComparer.Ordinal);

            string Pair(string name) => $"{Named(before, name)}|{Named(after, name)}";
            static string Named(Table table, string name) =>
                table.Things.TryGetValue(name, out var thing) ? $"Model {name}@{thing.Version}" : "";
            static string Attribute(string name, string was, string became) =>
                was == became ? "" : $" {name}:{was}:{became}";
            static EdgeLabel Label(DatasetRole role) =>
                new(role is DatasetRole.Training ? EdgeKind.TrainedOn : EdgeKind.TestedOn, null, role);
        }

        private static DeclaredEntity Distinguished(DeclaredEntity entity) => entity with
        {
            Digests =
            [
                .. entity.Digests.Select(digest => digest with { Hex = HexOf(entity.Name, digest.Hex[0]) }),
            ],
        };

        private static string HexOf(string name, char digit) =>
            Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{name}{digit}")).Hex;
    }
}
