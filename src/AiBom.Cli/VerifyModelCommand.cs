using System.CommandLine;
using System.CommandLine.Parsing;
using AiBom.Verification;
using AiBom.Verification.ModelSigning;
using AiBom.Verification.Sigstore;

namespace AiBom.Cli;

/// <summary><c>aibom verify-model</c>: a model's files against its signature.</summary>
internal sealed class VerifyModelCommand(
    TextWriter output, TextWriter error, TimeProvider clock, bool showsProgress)
{
    private const string DefaultSignature = "model.sig";

    private const string OneMethod =
        "Give one of: --key; --certificate-chain, with --trusted-root for time stamps; or --trusted-root, "
        + "--certificate-identity and --certificate-oidc-issuer together.";

    private readonly Argument<string> model = new("DIR") { Description = "The model: a folder, or a single file." };
    private readonly Option<string?> signature =
        Text("--signature", "The signature; DIR/model.sig or FILE.sig if left out.");
    private readonly Option<string?> key = Text("--key", "A public key in PEM that must have signed.");
    private readonly Option<string?> chain = Text("--certificate-chain", "The certificate authorities in PEM.");
    private readonly Option<string?> root = Text("--trusted-root", "A Sigstore trusted root.");
    private readonly Option<string?> identity = Text("--certificate-identity", "The name that must have signed.");
    private readonly Option<string?> issuer = Text("--certificate-oidc-issuer", "Who vouched for that name.");
    private readonly Option<string[]> ignorePaths = new("--ignore-paths")
    {
        Description = "Paths below DIR that are left out, with what lies below them.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> allowSymlinks = new("--allow-symlinks")
    {
        Description = "Let a symbolic link to a file inside DIR stand for that file.",
    };

    private readonly Option<bool> allowLegacy = new("--allow-legacy")
    {
        Description = "Take signatures of the deprecated version 0.2.0.",
    };

    private readonly Option<bool> json = new("--json") { Description = "Answer in one line of JSON." };

    /// <summary>The verb with its options; what contradicts itself is refused with the other wrong arguments.</summary>
    public Command Command
    {
        get
        {
            var command = new Command("verify-model", "Verifies a model's files against its signature.")
            {
                model, signature, key, chain, root, identity, issuer, ignorePaths, allowSymlinks, allowLegacy, json,
            };
            command.Validators.Add(result => Refuse(result, IsOneMethod(result), OneMethod));
            command.Validators.Add(result => Refuse(
                result,
                Ignored(result.GetValue(model), result.GetValue(ignorePaths)).All(path => path is not null),
                "Only paths below the model can be ignored."));
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(model);
        bool isFolder = Directory.Exists(path);
        string bundlePath = parsed.GetValue(signature)
            ?? (isFolder ? Path.Combine(path, DefaultSignature) : path + ".sig");
        ModelTrust trust = await TrustOfAsync(parsed, cancellationToken);
        var verifier = new ModelVerifier(trust, clock.GetUtcNow(), parsed.GetValue(allowLegacy));
        var options = new ModelFolderOptions(
            [.. Ignored(path, parsed.GetValue(ignorePaths)).OfType<string>()],
            isFolder ? RelativeOrNull(path, bundlePath) : null,
            parsed.GetValue(allowSymlinks));
        ReadOnlyMemory<byte> bundle = await InputFiles.ReadAsync(
            bundlePath, VerificationLimits.ModelBundleBytes, cancellationToken);

        ModelReport report;
        using (var progress = new ProgressLine(showsProgress ? error : TextWriter.Null, clock))
        {
            report = await verifier.VerifyAsync(bundle, path, options, progress, cancellationToken);
        }

        var answer = new ModelAnswer(path, report);
        await output.WriteAsync(parsed.GetValue(json) ? answer.ToJson() : answer.ToText());
        return answer.IsAccepted ? ExitCodes.Yes : ExitCodes.No;
    }

    /// <summary>Exactly one method: whoever gives two may think that both are demanded.</summary>
    private bool IsOneMethod(CommandResult result) => (
        result.GetValue(key),
        result.GetValue(chain),
        result.GetValue(identity),
        result.GetValue(issuer),
        result.GetValue(root)) is
            ({ }, null, null, null, null) or (null, { }, null, null, _) or (null, null, { }, { }, { });

    private async Task<ModelTrust> TrustOfAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        TrustedRoots? roots = parsed.GetValue(root) is { } rootFile
            ? await ReadRootAsync(rootFile, cancellationToken)
            : null;
        if (parsed.GetValue(key) is { } keyFile)
        {
            return new ModelTrust.ByKey([await InputFiles.ReadKeyAsync(keyFile, cancellationToken)]);
        }

        return parsed.GetValue(chain) is { } chainFile
            ? new ModelTrust.ByCertificate(ReadAuthorities(chainFile), roots)
            : new ModelTrust.ByIdentity(
                roots!, parsed.GetRequiredValue(identity)!, parsed.GetRequiredValue(issuer)!);
    }

    private static void Refuse(CommandResult result, bool isSound, string problem)
    {
        if (!isSound)
        {
            result.AddError(problem);
        }
    }

    private static CertificateAuthorities ReadAuthorities(string path) =>
        CertificateAuthorities.TryParse(File.ReadAllText(path), out CertificateAuthorities? authorities)
            ? authorities
            : throw new InvalidDataException($"'{path}' has no certificate authority in PEM.");

    private static async Task<TrustedRoots> ReadRootAsync(string path, CancellationToken cancellationToken)
    {
        TrustedRoots roots = await InputFiles.ReadRootAsync(path, cancellationToken);
        return roots.Problems is [var problem, ..]
            ? throw new InvalidDataException($"'{path}': {problem.Message}")
            : roots;
    }

    /// <summary>The paths as the manifest would name them; null for each that is not below the model.</summary>
    private static IEnumerable<string?> Ignored(string? folder, string[]? paths) => (paths ?? []).Select(path =>
        folder is null ? null : RelativeOrNull(folder, Path.Combine(folder, path)));

    private static string? RelativeOrNull(string folder, string path)
    {
        string relative = Path
            .GetRelativePath(folder, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
            .Replace(Path.DirectorySeparatorChar, '/');
        bool isBelow = relative is not ("." or "..")
            && !relative.StartsWith("../", StringComparison.Ordinal)
            && !Path.IsPathRooted(relative);
        return isBelow ? relative : null;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
