using System.Text;
using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Tests.ModelSigning;

/// <summary>
/// A model in a folder of its own, and the one place that calls the verifier: evidence in, the verdict as text out.
/// </summary>
internal sealed class ModelCase : IDisposable
{
    public static readonly DateTimeOffset At = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-model-");

    /// <summary>The folder's path.</summary>
    public string Root => folder.FullName;

    /// <summary>A model of these files.</summary>
    public static ModelCase Of(params (string Name, string Content)[] files)
    {
        var model = new ModelCase();
        foreach ((string name, string content) in files)
        {
            model.Write(name, content);
        }

        return model;
    }

    /// <summary>The bundle of a draft, signed by a known key.</summary>
    public static byte[] Signed(ModelDraft draft, Signer? signer = null)
    {
        signer ??= KeyRing.Aurora;
        return ModelBundleText.Of(draft.SignedBy(signer), signer.KeyId).ToBytes();
    }

    /// <summary>The verdict on a bundle alone, under aurora's key.</summary>
    public static string Verdict(byte[] bundle, ModelTrust? trust = null, bool allowLegacy = false) =>
        Text(new ModelVerifier(trust ?? Trust(KeyRing.Aurora), At, allowLegacy).Verify(bundle));

    public static ModelTrust Trust(params Signer[] signers) =>
        new ModelTrust.ByKey([.. signers.Select(Trusted.KeyOf)]);

    public void Write(string name, string content)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>The verdict on this model, then <c>CODE name</c> for each file that is not as signed.</summary>
    public async Task<string> VerdictAsync(
        ModelDraft draft, string? at = null, bool allowSymlinks = false, params string[] ignorePaths)
    {
        ModelReport report = await ReportAsync(draft, at, allowSymlinks, progress: null, ignorePaths);
        IEnumerable<string> files = report.Content?.Files
            .Select(file => $"{file.ToFinding().Code} {file.Name}") ?? [];
        return string.Join(' ', [Text(report), .. files]);
    }

    public Task<ModelReport> ReportAsync(
        ModelDraft draft,
        string? at = null,
        bool allowSymlinks = false,
        IProgress<ModelProgress>? progress = null,
        params string[] ignorePaths) => new ModelVerifier(Trust(KeyRing.Aurora), At).VerifyAsync(
            Signed(draft),
            Path.Combine(Root, at ?? ""),
            new ModelFolderOptions(ignorePaths, "model.sig", allowSymlinks),
            progress,
            TestContext.Current.CancellationToken);

    /// <summary>Runs a command of the shell, for what .NET has no words for.</summary>
    public static void Shell(string command)
    {
        using var shell = System.Diagnostics.Process.Start("/bin/sh", ["-c", command]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    /// <summary>.NET cannot delete what has no name in Unicode.</summary>
    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            Shell($"rm -rf '{Root}'");
        }
        else
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(ModelReport report)
    {
        IEnumerable<string> findings = report.Checks
            .Where(check => check.Outcome is not (Outcome.Passed or Outcome.NotReached))
            .Where(check => check.Code is not FindingCodes.FileChanged)
            .Select(check => $"{check.Check}:{check.Code}");
        return string.Join(' ', [report.Verdict.ToString(), .. findings]);
    }
}
