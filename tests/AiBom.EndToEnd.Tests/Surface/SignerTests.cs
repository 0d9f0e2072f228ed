using System.Text.Json;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>Who may speak for an organization, registered and revoked over GraphQL.</summary>
public sealed class SignerTests
{
    private const string Fields =
        """
        __typename
        ... on TrustedSigner { keyId publicKey certificate { subject } identity { name issuer } predicateTypes builders
          validFrom validUntil replaces revokedSince revocationReason }
        ... on RequestError { code message }
        """;

    private static readonly string[] Predicates = ["https://cyclonedx.org/bom"];

    private static readonly byte[] Document =
        """
        {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"manufacturer":{"name":"acme"},
          "component":{"type":"machine-learning-model","name":"m","version":"1","purl":"pkg:generic/acme/m@1"}}}
        """u8.ToArray();

    [Fact]
    public async Task An_identity_signs_keyless_by_the_operators_trusted_root()
    {
        Evidence evidence = VirtualSigstore.Mint(Recipe.Message2 with { Artifact = Document });
        using var folder = new DataFolder();
        string root = Path.Combine(folder.Path, "trusted_root.json");
        await File.WriteAllBytesAsync(root, evidence.TrustedRoot, TestContext.Current.CancellationToken);
        await using ServerHost host = await ServerHost.StartAsync($"TrustedRoots:0={root}");
        JsonElement signer = await RegisterAsync(host.Client, new
        {
            organizationId = "acme",
            identity = new { name = VirtualSigstore.Identity, issuer = VirtualSigstore.Issuer },
        });

        Answer answer = await host.Client.PostAsync(Document, [evidence.Bundle]);

        Assert.Equal(VirtualSigstore.Identity, signer.At("identity").String("name"));
        JsonElement verification = answer.Json.GetProperty("verification");
        Assert.Equal(
            ("VALID", "acme", signer.String("keyId")),
            (verification.String("authenticity"), verification.String("author"), verification.String("signer")));
        Assert.StartsWith("2026-06-01T12:0", verification.String("signedAt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_trusted_root_the_same_evidence_is_not_checked()
    {
        Evidence evidence = VirtualSigstore.Mint(Recipe.Message2 with { Artifact = Document });
        await using ServerHost host = await ServerHost.StartAsync();
        await RegisterAsync(host.Client, new
        {
            organizationId = "acme",
            identity = new { name = VirtualSigstore.Identity, issuer = VirtualSigstore.Issuer },
        });

        Answer answer = await host.Client.PostAsync(Document, [evidence.Bundle]);

        Assert.Equal("NOT_CHECKED", answer.Json.At("verification").String("authenticity"));
    }

    [Fact]
    public async Task A_key_is_replaced_and_revoked_and_every_step_is_seen()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        (Signer first, Signer second) = (Signer.Ecdsa(), Signer.Ecdsa());
        JsonElement old = await RegisterAsync(host.Client, new
        {
            organizationId = "acme",
            publicKey = first.Pem,
            predicateTypes = Predicates,
        });
        JsonElement next = await RegisterAsync(host.Client, new
        {
            organizationId = "acme",
            publicKey = second.Pem,
            replaces = old.String("keyId"),
            validFrom = "2026-06-01T00:00:00Z",
        });
        JsonElement revoked = await RevokeAsync(host.Client, next.String("keyId"), "2026-06-15T00:00:00Z");

        JsonElement organization = await host.Client.AskAsync(
            """
            { organizations(first: 1) { nodes { signers {
              keyId validUntil replaces revokedSince revocationReason } } } }
            """);
        Assert.Equal("2026-06-15T00:00:00Z", revoked.String("revokedSince"));
        Assert.Equal(
            [
                $"{old.String("keyId")} 2026-06-01T00:00:00Z   ",
                $"{next.String("keyId")}  {old.String("keyId")} 2026-06-15T00:00:00Z stolen",
            ],
            organization.At("organizations").GetProperty("nodes")[0].GetProperty("signers").EnumerateArray()
                .Select(signer => string.Join(
                    ' ',
                    signer.String("keyId"),
                    signer.String("validUntil"),
                    signer.String("replaces"),
                    signer.String("revokedSince"),
                    signer.String("revocationReason"))));
        Answer answer = await host.Client.PostAsync(Document, [second.SignDocument(Document).ToBytes()]);
        Assert.Equal("422 QUARANTINED gate FAILED SIGNER_REVOKED [SIGNER_REVOKED]", answer.Verdict());
    }

    [Fact]
    public async Task What_cannot_be_registered_or_revoked_says_why()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        string key = Signer.Ecdsa().Pem;
        (object Input, string Code)[] wrong =
        [
            (new { organizationId = "acme" }, "VALUE_INVALID"),
            (new { organizationId = "acme", publicKey = "no key" }, ""),
            (new { organizationId = "acme", publicKey = key, identity = new { name = "a", issuer = "b" } }, ""),
            (new { organizationId = "acme", certificate = new { subject = "CN=a", authorities = "none" } }, ""),
            (new { organizationId = "nobody", publicKey = key }, "NOT_FOUND"),
            (new { organizationId = "acme", publicKey = key, replaces = "sha256:" + new string('0', 64) }, "NOT_FOUND"),
        ];
        await RegisterAsync(host.Client, new { organizationId = "acme", publicKey = Signer.Ecdsa().Pem });
        foreach ((object input, string code) in wrong)
        {
            JsonElement answer = await MutateAsync(host.Client, input);

            Assert.NotEqual("TrustedSigner", answer.String("__typename"));
            Assert.Contains(code, answer.String("code"), StringComparison.Ordinal);
        }

        JsonElement unknown = await RevokeAsync(host.Client, "sha256:" + new string('0', 64), null);
        Assert.Equal("NOT_FOUND", unknown.String("code"));
    }

    /// <summary>Registers a signer, and its organization before it.</summary>
    private static async Task<JsonElement> RegisterAsync(AibomClient client, object input)
    {
        await ChainPoster.MutateAsync(
            client,
            "registerOrganization",
            "RegisterOrganizationInput",
            "Organization",
            new { organizationId = "acme" });
        JsonElement answer = await MutateAsync(client, input);
        Assert.True(answer.String("__typename") is "TrustedSigner", answer.GetRawText());
        return answer;
    }

    private static async Task<JsonElement> MutateAsync(AibomClient client, object input) => (await client.AskAsync(
        $"mutation($input: RegisterTrustedSignerInput!) {{ registerTrustedSigner(input: $input) {{ {Fields} }} }}",
        new { input })).GetProperty("registerTrustedSigner");

    private static async Task<JsonElement> RevokeAsync(AibomClient client, string signerId, string? since) =>
        (await client.AskAsync(
            $"mutation($input: RevokeTrustedSignerInput!) {{ revokeTrustedSigner(input: $input) {{ {Fields} }} }}",
            new { input = new { organizationId = "acme", signerId, since, reason = "stolen" } }))
        .GetProperty("revokeTrustedSigner");
}
