using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using AiBom.Server.Access;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;

namespace AiBom.Server.Demo;

/// <summary>
/// <c>--demo</c>: serves from an empty temporary folder, plays every party of the reference chain over HTTP, declares a
/// base model compromised, and shows what the service answers. Then it goes on serving.
/// </summary>
internal static class DemoCommand
{
    /// <summary>Runs the demonstration until it is stopped.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        string token = BearerToken.Create();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-demo-");
        await using WebApplication app = await ServerApplication.BuildAsync(
        [
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning",
            "--Aibom:Introspection=true",
            .. args.Where(argument => argument is not "--demo"),
            $"--Aibom:DataFolder={folder.FullName}",
            $"--Aibom:BootstrapToken={token}",
        ]);
        await app.StartAsync();
        string address = app.Urls.First();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        CancellationToken stopping = app.Lifetime.ApplicationStopping;
        await PlayAsync(new DemoClient(http), ReferenceChain.Create(), stopping);
        Say($"""

            Look for yourself
              page    {address}/graphql
              token   {token}
              data    {folder.FullName} (empty at the start; delete it when you are done)

            The question above, to paste into the page or into curl:
            {IncidentQuestion.Text}

            Press Ctrl+C to stop.
            """);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Plays a chain against a service, and prints what happens.</summary>
    public static async Task PlayAsync(DemoClient client, Chain chain, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        try
        {
            await RegisterAsync(client, chain, keys, cancellationToken);
            Say($"1. {keys.Count} organizations registered, each with a key of its own.");
            await PostAsync(client, chain, keys, cancellationToken);
            await DeployAsync(client, chain, cancellationToken);
            Say($"3. {chain.Deployments.Length} deployments recorded.");
        }
        finally
        {
            foreach (SigningKey key in keys.Values)
            {
                key.Dispose();
            }
        }

        JsonElement advisory = await client.MutateAsync(
            "reportCompromise",
            "ReportCompromiseInput",
            new
            {
                subjects = new[] { new { name = ReferenceChain.Compromised } },
                technique = "AML.T0018.000",
                source = "The vendor's own advisory",
                summary = "The base model was found to carry a backdoor.",
            },
            "... on Advisory { advisoryId }",
            cancellationToken);
        string id = advisory.GetProperty("advisoryId").GetString()!;
        Say($"4. {ReferenceChain.Compromised} declared compromised: {id}.\n");
        Say(IncidentQuestion.Describe(
            await client.AskAsync(IncidentQuestion.Text, new { advisory = id }, cancellationToken)));
    }

    /// <summary>Registers everybody with a fresh key.</summary>
    public static async Task RegisterAsync(
        DemoClient client, Chain chain, Dictionary<string, SigningKey> keys, CancellationToken cancellationToken)
    {
        foreach (ChainOrganization organization in chain.Organizations)
        {
            var key = SigningKey.Create();
            keys.Add(organization.Id, key);
            await client.MutateAsync(
                "registerOrganization",
                "RegisterOrganizationInput",
                new { organizationId = organization.Id, displayName = organization.DisplayName },
                "... on Organization { id }",
                cancellationToken);
            await client.MutateAsync(
                "registerTrustedSigner",
                "RegisterTrustedSignerInput",
                new { organizationId = organization.Id, publicKey = key.PublicKey.Pem },
                "... on TrustedSigner { keyId }",
                cancellationToken);
        }
    }

    /// <summary>Records every deployment.</summary>
    public static async Task DeployAsync(DemoClient client, Chain chain, CancellationToken cancellationToken)
    {
        var packageUrls = chain.Entities.ToDictionary(
            entity => entity.Alias, entity => entity.PackageUrl, StringComparer.Ordinal);
        foreach (ChainDeployment deployment in chain.Deployments)
        {
            await client.MutateAsync(
                "recordDeployment",
                "RecordDeploymentInput",
                new
                {
                    deploymentId = deployment.Deployment,
                    environment = deployment.Environment.ToString().ToUpperInvariant(),
                    owner = deployment.Owner,
                    system = deployment.System,
                    model = new { packageUrl = packageUrls[deployment.Model] },
                    from = deployment.From,
                    until = deployment.Until,
                },
                "... on Deployment { id }",
                cancellationToken);
        }
    }

    private static async Task PostAsync(
        DemoClient client, Chain chain, Dictionary<string, SigningKey> keys, CancellationToken cancellationToken)
    {
        int signed = 0;
        int count = 0;
        foreach (ChainPosting posting in ChainDocument.Of(chain))
        {
            byte[]? envelope = posting.IsSigned
                ? DsseSigner.SignDocument(posting.Document, keys[posting.Subject.Producer])
                : null;
            string status = await client.PostAsync(posting, envelope, cancellationToken);
            signed += posting.IsSigned ? 1 : 0;
            count++;
            Say(string.Create(
                CultureInfo.InvariantCulture,
                $"   {status,-24} {posting.Subject.Alias} {(posting.IsSigned ? "" : "(unsigned)")}"));
        }

        Say($"2. {count} AI bills of materials posted, {signed} of them signed.");
    }

    private static void Say(string text) => Console.Out.WriteLine(text);
}
