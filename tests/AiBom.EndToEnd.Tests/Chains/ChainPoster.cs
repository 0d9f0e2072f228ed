using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>Brings a chain to a server: organizations and keys, then documents, then what runs where.</summary>
internal sealed class ChainPoster(Chain chain)
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

    /// <summary>Posts one document, signed by its producer where it is to be signed.</summary>
    public Task<Answer> PostAsync(AibomClient client, ChainPosting posting, params ChainFile[] artifacts) =>
        client.PostAsync(
            posting.Document, posting.IsSigned ? [Sign(posting.Document, posting.Subject.Producer)] : [], artifacts);

    /// <summary>The signature of an organization over a document.</summary>
    public byte[] Sign(byte[] document, string organization) => DsseSigner.SignDocument(document, keys[organization]);

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

    private static async Task MutateAsync(
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
