using System.Text.Json;
using AiBom.Documents;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>The same chain in SPDX: what is recorded does not depend on the format.</summary>
public sealed class SpdxChainTests
{
    [Fact]
    public void Every_document_of_the_chain_says_in_SPDX_what_it_says_in_CycloneDX()
    {
        Chain chain = FixtureChain.LoadWithContents();
        ChainPosting[] cycloneDx = [.. ChainDocument.Of(chain)];
        ChainPosting[] spdx = [.. SpdxChainDocument.Of(chain)];

        Assert.Equal(cycloneDx.Length, spdx.Length);
        for (int posting = 0; posting < spdx.Length; posting++)
        {
            ReadResult expected = Document(cycloneDx[posting].Document, AibomClient.CycloneDx);
            ReadResult actual = Document(spdx[posting].Document, SpdxChainDocument.MediaType);

            Assert.Equal(spdx[posting].Subject, cycloneDx[posting].Subject);
            Assert.Empty(actual.Findings);
            Assert.Equal(Written.Of(expected.Statements!), Written.Of(actual.Statements!));
        }
    }

    [Fact]
    public async Task The_seeds_chain_posted_in_SPDX_has_its_seven_nodes_and_six_edges()
    {
        Chain chain = FixtureChain.LoadWithContents();
        await using ServerHost host = await ServerHost.StartAsync();
        foreach (string name in (string[])["L1", "Z31", "base21", "det10"])
        {
            ChainPosting posting = SpdxChainDocument.Of(chain).First(own => own.Subject.Alias == Of(name));
            Answer answer = await host.Client.PostAsync(posting.Document, SpdxChainDocument.MediaType);
            Assert.True(answer.Status is System.Net.HttpStatusCode.Created, answer.Text);
            Assert.Equal(posting.Document, (await host.Client.OriginalAsync(posting.Document)).Body);
        }

        JsonElement lineage = await Questions.Lineage("", Questions.Reference(Of("det10"))).AskAsync(host.Client);

        Assert.Equal(7, lineage.Nodes("nodes").Count());
        Assert.Equal(
            """
            Z31 DERIVED_FROM Zr
            Z31 LABELED_WITH L1
            base21 TRAINED_ON Y TRAINING
            base21 TRAINED_ON Z31 TRAINING
            det10 DERIVED_FROM base21 FINE_TUNING
            det10 TRAINED_ON X10 FINE_TUNING
            """,
            string.Join('\n', FixtureNames.Read.Edges(lineage, "edges").Split('\n').Select(edge => edge[..edge.IndexOf(
                " ASSERTED", StringComparison.Ordinal)])));
    }

    private static ReadResult Document(byte[] document, string mediaType) =>
        DocumentReader.Read(document, mediaType, DocumentLimits.Default);
}
