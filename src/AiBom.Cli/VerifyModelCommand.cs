using System.CommandLine;
using AiBom.Verification;
using AiBom.Verification.Keys;
using AiBom.Verification.ModelSigning;
using AiBom.Verification.Sigstore;

namespace AiBom.Cli;

/// <summary><c>aibom verify-model</c>: a model's files against its signature.</summary>
internal sealed class VerifyModelCommand(
    TextWriter output, TextWriter error, TimeProvider clock, bool showsProgress)
{
    private const string DefaultSignature = "model.sig";

    private readonly Argument<string> model = new("DIR") { Description = "The model: a folder, or a single file." };
    private readonly Option<string?> signature = Text("--signature", "The signature; DIR/model.sig or FILE.sig if left out.");
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

    /// <summary>The verb with its options.</summary>
    public Command Command
    {
        get
        {
            var command = new Command("verify-model", "Verifies a model's files against its signature.")
            {
                model, signature, key, chain, root, identity, issuer, ignorePaths, allowSymlinks, allowLegacy, json,
            };
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
        var verifier = new ModelVerifier(TrustOf(parsed), clock.GetUtcNow(), parsed.GetValue(allowLegacy));
        var options = new ModelFolderOptions(
            [.. (parsed.GetValue(ignorePaths) ?? []).Select(ignored => Below(path, ignored))],
            isFolder ? RelativeOrNull(path, bundlePath) : null,
            parsed.GetValue(allowSymlinks));
        byte[] bundle = await ReadAsync(bundlePath, VerificationLimits.ModelBundleBytes, cancellationToken);

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
    private ModelTrust TrustOf(ParseResult parsed)
    {
        string? rootPath = parsed.GetValue(root);
        (string? name, string? vouching) = (parsed.GetValue(identity), parsed.GetValue(issuer));
        return (parsed.GetValue(key), parsed.GetValue(chain), name, vouching, rootPath) switch
        {
            ({ } file, null, null, null, null) => new ModelTrust.ByKey([ReadKey(file)]),
            (null, { } file, null, null, _) => new ModelTrust.ByCertificate(
                CertificateAuthorities.TryParse(File.ReadAllText(file), out CertificateAuthorities? authorities)
                    ? authorities
                    : throw new UsageException($"'{file}' has no certificate authority in PEM."),
                rootPath is null ? null : ReadRoot(rootPath)),
            (null, null, { } who, { } by, { } file) => new ModelTrust.ByIdentity(ReadRoot(file), who, by),
            _ => throw new UsageException(
                "Give one of: --key; --certificate-chain, with --trusted-root for time stamps; or --trusted-root, "
                + "--certificate-identity and --certificate-oidc-issuer together."),
        };
    }

    private static PublicKey ReadKey(string path) =>
        PublicKey.TryParse(File.ReadAllText(path), out PublicKey? read, out Domain.Finding? refusal)
            ? read
            : throw new UsageException($"'{path}': {refusal.Message}");

    private static TrustedRoots ReadRoot(string path)
    {
        var roots = TrustedRoots.Load([path]);
        return roots.Problems is [var problem, ..]
            ? throw new UsageException($"'{path}': {problem.Message}")
            : roots;
    }

    /// <summary>A path as the manifest would name it: from the model's root, with <c>/</c>.</summary>
    private static string Below(string folder, string path)
    {
        string full = Path.IsPathRooted(path) ? path : Path.Combine(folder, path);
        return RelativeOrNull(folder, full)
            ?? throw new UsageException($"'{path}' is no path below '{folder}', so it cannot be ignored.");
    }

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

    /// <summary>Reads no more than one byte beyond the bound, which is then refused by its length.</summary>
    private static async Task<byte[]> ReadAsync(string path, int most, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, (long)most + 1)];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
