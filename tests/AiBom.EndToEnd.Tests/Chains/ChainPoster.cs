using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing.Signing;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>Brings a chain to a server: organizations and keys, then documents, then what runs where.</summary>
/// <param name="chain">The chain.</param>
/// <param name="evidence">What is posted beside signatures; null for nothing.</param>
internal sealed class ChainPoster(Chain chain, ChainEvidence? evidence = null)
{
    private readonly Dictionary<string, SigningKey> keys =
        chain.Organizations.ToDictionary(organization => organization.Id, _ => SigningKey.Create());

    /// <summary>Registers every organization with its key.</summary>
    public async Task RegisterAsync(AibomClient client)
    {
        foreach (ChainOrganization organization in chain.Organizations)
        {
            await MutateAsync(
                client,
                "registerOrganization",
                "RegisterOrganizationInput",
                "Organization",
                new { organizationId = organization.Id, displayName = organization.DisplayName });
            await MutateAsync(
                client,
                "registerTrustedSigner",
                "RegisterTrustedSignerInput",
                "TrustedSigner",
                new { organizationId = organization.Id, publicKey = keys[organization.Id].PublicKey.Pem });
        }

        await (evidence?.RegisterAsync(client) ?? Task.CompletedTask);
    }

    /// <summary>Posts the documents about some entities in the chain's order; all where none are named.</summary>
    public async Task<List<Answer>> PostAsync(AibomClient client, params string[] aliases)
    {
        var answers = new List<Answer>();
        foreach (ChainPosting posting in Postings(aliases))
        {
            Answer answer = await PostAsync(client, posting);
            Assert.True(
                answer.Status is System.Net.HttpStatusCode.Created, $"{posting.Subject.Alias}: {answer.Text}");
            answers.Add(answer);
        }

        return answers;
    }

    /// <summary>Posts one document, signed by its producer where it is to be signed, with what else is known.</summary>
    public Task<Answer> PostAsync(AibomClient client, ChainPosting posting, params ChainFile[] artifacts)
    {
        IEnumerable<byte[]> bundles = posting.IsSigned
            ? new[] { Sign(posting.Document, posting.Subject.Producer), evidence?.ProvenanceOf(posting.Subject) }
                .OfType<byte[]>()
            : [];
        return client.PostAsync(posting.Document, bundles, artifacts);
    }

    /// <summary>One more registered key of an organization, for attestations.</summary>
    public static async Task<Signer> OfficeAsync(AibomClient client, string organization)
    {
        var signer = Signer.Ecdsa();
        await MutateAsync(
            client,
            "registerTrustedSigner",
            "RegisterTrustedSignerInput",
            "TrustedSigner",
            new { organizationId = organization, publicKey = signer.Pem });
        return signer;
    }

    /// <summary>The signature of a registered key of an organization over a model's files (OpenSSF).</summary>
    public static async Task<byte[]> SignModelAsync(
        AibomClient client, string organization, IEnumerable<ChainFile> files, params string[] ignorePaths)
    {
        Signer signer = await OfficeAsync(client, organization);
        ModelDraft draft = ModelDraft.Of([.. files.Select(file => (file.Name, file.Content))]) with
        {
            Serialization = ModelDraft.Files("sha256", ignorePaths),
        };
        return ModelBundleText.Of(draft.SignedBy(signer), signer.KeyId).ToBytes();
    }

    /// <summary>The signature of an organization over a document.</summary>
    public byte[] Sign(byte[] document, string organization) => DsseSigner.SignDocument(document, keys[organization]);

    /// <summary>The signature of an organization over a statement.</summary>
    public byte[] SignStatement(byte[] statement, string organization) =>
        DsseSigner.SignStatement(statement, keys[organization]);

    /// <summary>The id of an organization's key.</summary>
    public Digest KeyOf(string organization) => keys[organization].PublicKey.Id;

    /// <summary>The documents about some entities.</summary>
    public IEnumerable<ChainPosting> Postings(params string[] aliases) => ChainDocument.Of(chain)
        .Where(posting => aliases.Length == 0 || aliases.Contains(posting.Subject.Alias));

    /// <summary>Records what runs where.</summary>
    public async Task DeployAsync(AibomClient client)
    {
        foreach (ChainDeployment deployment in chain.Deployments)
        {
            await MutateAsync(client, "recordDeployment", "RecordDeploymentInput", "Deployment", new
            {
                deploymentId = deployment.Deployment,
                environment = JsonNamingPolicy.SnakeCaseUpper.ConvertName(deployment.Environment.ToString()),
                owner = deployment.Owner,
                system = deployment.System,
                model = Questions.Reference(deployment.Model),
                from = deployment.From.ToCanonicalText(),
                until = deployment.Until?.ToCanonicalText(),
            });
        }
    }

    /// <summary>Runs a mutation that must succeed.</summary>
    public static async Task MutateAsync(
        AibomClient client, string field, string inputType, string success, object input)
    {
        JsonElement data = await client.AskAsync(
            $$"""
            mutation($input: {{inputType}}!) {
              {{field}}(input: $input) { __typename ... on RequestError { code message } }
            }
            """,
            new { input });
        Assert.True(data.At(field).String("__typename") == success, data.GetRawText());
    }
}
