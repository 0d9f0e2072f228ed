using System.CommandLine;
using System.CommandLine.Parsing;

namespace AiBom.Cli;

/// <summary>
/// <c>aibom verify-bundle</c>: a Sigstore bundle against an artifact, by the client protocol of Sigstore's conformance
/// suite; or many of them.
/// </summary>
internal sealed class VerifyBundleCommand(TextWriter output, TextWriter error)
{
    private const string OneQuestion =
        "Give --bundle, FILE_OR_DIGEST, and either --key or --certificate-identity with --certificate-oidc-issuer; "
        + "or --batch alone.";

    private const string NeedsRoot =
        "Give --trusted-root: a certificate cannot be verified without one, and none is fetched.";

    private readonly Argument<string?> artifact = new("FILE_OR_DIGEST")
    {
        Description = "What was signed: a file, or 'sha256:' and its digest.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> bundle = Text("--bundle", "The bundle.");
    private readonly Option<string?> identity = Text("--certificate-identity", "The name that must have signed.");
    private readonly Option<string?> issuer = Text("--certificate-oidc-issuer", "Who vouched for that name.");
    private readonly Option<string?> key = Text("--key", "A public key in PEM that must have signed.");
    private readonly Option<string?> root = Text("--trusted-root", "A Sigstore trusted root; none is fetched.");
    private readonly Option<string?> batch = Text("--batch", "A file of questions, each a line of JSON.");
    private readonly Option<bool> json = new("--json") { Description = "Answer in one line of JSON." };

    /// <summary>The verb with its options; what contradicts itself is refused with the other wrong arguments.</summary>
    public Command Command
    {
        get
        {
            var command = new Command("verify-bundle", "Verifies Sigstore bundles.")
            {
                artifact, bundle, identity, issuer, key, root, batch, json,
            };
            command.Validators.Add(Refuse);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(batch) is { } path)
        {
            return await new BundleBatch(output).RunAsync(path, cancellationToken) ? ExitCodes.Yes : ExitCodes.No;
        }

        var question = new BundleQuestion
        {
            Bundle = parsed.GetValue(bundle),
            Artifact = parsed.GetValue(artifact),
            Identity = parsed.GetValue(identity),
            Issuer = parsed.GetValue(issuer),
            Key = parsed.GetValue(key),
            TrustedRoot = parsed.GetValue(root),
        };
        var answer = BundleAnswer.Of(
            question.Bundle, await new BundleVerification("").VerifyAsync(question, cancellationToken));
        if (question.TrustedRoot is null)
        {
            await error.WriteLineAsync("No trusted root: no log and no time was asked for, only the key's signature.");
        }

        await output.WriteAsync(parsed.GetValue(json) ? answer.ToJson() : answer.ToText());
        return answer.IsAccepted ? ExitCodes.Yes : ExitCodes.No;
    }

    private void Refuse(CommandResult result)
    {
        string?[] one = [result.GetValue(bundle), result.GetValue(artifact)];
        string?[] whose = [result.GetValue(key), result.GetValue(identity), result.GetValue(issuer)];
        string? trusted = result.GetValue(root);
        bool isBatch = result.GetValue(batch) is not null
            && one.Concat(whose).Append(trusted).All(text => text is null);
        bool isOne = result.GetValue(batch) is null
            && !one.Any(string.IsNullOrEmpty)
            && whose is [not null, null, null] or [null, not null, not null];
        if (!isBatch && !isOne)
        {
            result.AddError(OneQuestion);
        }
        else if (!isBatch && whose[0] is null && trusted is null)
        {
            result.AddError(NeedsRoot);
        }
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
