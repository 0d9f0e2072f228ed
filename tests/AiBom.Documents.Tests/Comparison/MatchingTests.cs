namespace AiBom.Documents.Tests.Comparison;

/// <summary>Which thing of one document is which of another.</summary>
public sealed class MatchingTests
{
    [Theory]
    [InlineData("MODEL a@1 #1 pkg:x/a@1", "MODEL b@9 #1", "model replaced: a@1 -> b@9")]
    [InlineData(
        "MODEL a@1 #1 pkg:x/a@1", "MODEL a@1 pkg:x/a@1",
        "model changed: a@1 (digests.sha256: 111111111111 -> nothing)")]
    [InlineData(
        "MODEL a@1 pkg:x/a@1", "MODEL a@1 pkg:x/a@2",
        "model changed: a@1 (packageUrl: pkg:x/a@1 -> pkg:x/a@2)")]
    [InlineData("MODEL a@1", "MODEL a@2", "model replaced: a@1 -> 2")]
    [InlineData("MODEL a@1", "MODEL a", "model replaced: a@1 -> no version")]
    [InlineData("MODEL a@1", "DATASET a@1", "model removed: a@1|dataset added: a@1")]
    [InlineData("MODEL a@1", "MODEL b@1", "model removed: a@1|model added: b@1")]
    [InlineData("!MODEL a@1", "!MODEL b@1", "model has a new version: a@1 -> b@1")]
    [InlineData("MODEL a@1", "MODEL a@2\nMODEL a@3", "model removed: a@1|model added: a@2|model added: a@3")]
    [InlineData("MODEL a@1\nMODEL a@2", "MODEL a@2\nMODEL a@3", "model replaced: a@1 -> 3")]
    [InlineData(
        "MODEL a@1 #1 pkg:x/a@1\nMODEL a@1 #2 pkg:x/a@1",
        "MODEL a@1 #1 pkg:x/a@1\nMODEL a@1 #3 pkg:x/a@1",
        "model has other bytes under the same version: a@1 (sha256:222222222222 -> sha256:333333333333)")]
    [InlineData("DATASET d@1 #1\nDATASET d@1 #1", "DATASET d@1 #1", "")]
    [InlineData("MODEL a@1 #1 pkg:x/a@1\nMODEL a pkg:x/a@1", "MODEL a pkg:x/a@1\nMODEL a@1 #1 pkg:x/a@1", "")]
    [InlineData("DATASET corpus\nDATASET corpus", "DATASET corpus\nDATASET corpus\nMODEL m@1", "model added: m@1")]
    public void Identity_goes_before_line_and_doubt_is_removed_and_added(string from, string to, string expected) =>
        Assert.Equal(expected, string.Join('|', Told.Changes(from, to)));

    [Fact]
    public void A_name_of_another_publisher_is_another_thing() => Assert.Equal(
        ["model removed: a@1", "model added: a@1"], Told.Changes("MODEL a@1", "MODEL a@1", "acme", "thorn"));

    [Fact]
    public void A_model_is_not_taken_for_the_ancestor_of_its_own_next_version() => Assert.Equal(
        [
            "model has a new version: rank@30 -> 31",
            "dataset removed: crm@4 (TRAINING data of rank@30)",
            "base model added: rank@30 (source of rank@31, FINE_TUNING)",
            "dataset added: mfa@1 (TRAINING data of rank@31)",
        ],
        Told.Changes(
            "!MODEL rank@30\nDATASET crm@4\n0 TRAINED_ON 1 TRAINING",
            "!MODEL rank@31\nMODEL rank@30\nDATASET mfa@1\n0 DERIVED_FROM 1 FINE_TUNING\n0 TRAINED_ON 2 TRAINING"));

    [Theory]
    [InlineData(
        "0 TESTED_ON 1 TESTING", "0 TRAINED_ON 1 TRAINING",
        "dataset role changed: d@1 of m@1: TESTING -> TRAINING")]
    [InlineData("0 TRAINED_ON 1 TRAINING", "0 TRAINED_ON 1 TRAINING\n0 TRAINED_ON 1 TRAINING", "")]
    [InlineData(
        "0 TRAINED_ON 1 TRAINING",
        "0 TRAINED_ON 1 TRAINING\n0 TESTED_ON 1 TESTING",
        "edge added: m@1 TESTED_ON d@1 (TESTING)")]
    [InlineData("0 TRAINED_ON 1 TRAINING", "", "edge removed: m@1 TRAINED_ON d@1 (TRAINING)")]
    public void An_edge_is_told_with_what_is_new_of_it(string from, string to, string expected)
    {
        const string Things = "!MODEL m@1\nDATASET d@1\n";
        Assert.Equal(expected, string.Join('|', Told.Changes(Things + from, Things + to)));
    }

    [Fact]
    public void Long_sentences_say_how_much_they_leave_out()
    {
        const string Models = "!AI_SYSTEM s@1\nMODEL a@1\nMODEL b@1\nMODEL c@1\nMODEL d@1\n";
        Assert.Equal(
            ["dataset added: e@1 (TRAINING data of a@1; TRAINING data of b@1; TRAINING data of c@1; and 1 more)"],
            Told.Changes(Models, Models + """
                DATASET e@1
                1 TRAINED_ON 5 TRAINING
                2 TRAINED_ON 5 TRAINING
                3 TRAINED_ON 5 TRAINING
                4 TRAINED_ON 5 TRAINING
                """));
    }
}
