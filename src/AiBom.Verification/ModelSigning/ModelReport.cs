using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Verification.ModelSigning;

/// <summary>What a model's signature comes to, its files included.</summary>
public enum ModelVerdict
{
    /// <summary>Someone who is trusted signed exactly these files.</summary>
    Valid = 1,

    /// <summary>The same in the deprecated form of version 0.2.0, which the caller allowed by name.</summary>
    ValidLegacy,

    /// <summary>Someone who is trusted signed other files than these.</summary>
    Changed,

    /// <summary>The signature holds, but the signer's certificate was not valid at the time.</summary>
    Expired,

    /// <summary>The signature holds, but its signer is not one of those who are trusted.</summary>
    UntrustedSigner,

    /// <summary>There is no signature that holds, or what was signed is no manifest.</summary>
    Invalid,

    /// <summary>It is of the deprecated form of version 0.2.0, which the caller did not allow.</summary>
    LegacyRefused,

    /// <summary>It cannot be told: a kind of signature, or a hash function, that is not verified here.</summary>
    NotChecked,
}

/// <summary>The checks of a model's signature, in the order they are made.</summary>
public enum ModelCheck
{
    /// <summary>It is a bundle that can be read in one way only.</summary>
    Bundle = 1,

    /// <summary>The signature holds under a key that the caller named, or that the bundle's certificate has.</summary>
    Signature,

    /// <summary>Whose key it is, the caller trusts. Nothing of the content is read before.</summary>
    Signer,

    /// <summary>The signer was valid at the time.</summary>
    Validity,

    /// <summary>What was signed is a sound manifest of a model.</summary>
    Manifest,

    /// <summary>The files are those of the manifest.</summary>
    Files,
}

/// <summary>What the checks of a model's signature found. Without its files until they are compared.</summary>
public sealed class ModelReport
{
    private static readonly ImmutableArray<ModelCheck> AllChecks = [.. Enum.GetValues<ModelCheck>()];

    /// <summary>Makes a report of one finding for each <see cref="ModelCheck"/>, in order.</summary>
    /// <exception cref="ArgumentException">A check was left out or stands twice, which is a bug.</exception>
    internal ModelReport(
        ModelSigner? signer,
        ModelManifest? manifest,
        bool isLegacy,
        ImmutableArray<Finding> checks,
        ModelContentReport? content = null)
    {
        IEnumerable<string> expected = AllChecks.Select(ModelFindings.NameOf);
        if (!checks.Select(check => check.Check).SequenceEqual(expected, StringComparer.Ordinal))
        {
            throw new ArgumentException("A report has each check once, in order.", nameof(checks));
        }

        Signer = signer;
        Manifest = manifest;
        IsLegacy = isLegacy;
        Checks = checks;
        Content = content;
    }

    /// <summary>Under whose key the signature holds; null where it does not. Says nothing of trust.</summary>
    public ModelSigner? Signer { get; }

    /// <summary>What was signed; null unless all checks before <see cref="ModelCheck.Files"/> passed.</summary>
    public ModelManifest? Manifest { get; }

    /// <summary>Whether it is of the deprecated form.</summary>
    public bool IsLegacy { get; }

    /// <summary>One finding for each <see cref="ModelCheck"/>, in order.</summary>
    public ImmutableArray<Finding> Checks { get; }

    /// <summary>How the files stand; null where they were not compared.</summary>
    public ModelContentReport? Content { get; }

    /// <summary>What did not pass, then the files that are not as signed.</summary>
    public IEnumerable<Finding> Findings => Checks
        .Where(check => check.Outcome is not (Outcome.Passed or Outcome.NotReached))
        .Concat(Content?.Files.Select(file => file.ToFinding()) ?? []);

    /// <summary>
    /// What it comes to. Derived from the checks, so that a check that was not made is never a pass.
    /// </summary>
    public ModelVerdict Verdict
    {
        get
        {
            Finding? stopped = Checks.FirstOrDefault(check => check.Outcome is not Outcome.Passed);
            return (stopped?.Code, IsLegacy) switch
            {
                (null, false) => ModelVerdict.Valid,
                (null, true) => ModelVerdict.ValidLegacy,
                (FindingCodes.FileChanged, _) => ModelVerdict.Changed,
                (FindingCodes.SignerExpired, _) => ModelVerdict.Expired,
                (FindingCodes.UntrustedSigner
                    or FindingCodes.SignerUnknown
                    or FindingCodes.IdentityMismatch, _) => ModelVerdict.UntrustedSigner,
                (FindingCodes.LegacyFormat, _) => ModelVerdict.LegacyRefused,
                (FindingCodes.AlgorithmUnsupported or FindingCodes.CheckNotReached, _) => ModelVerdict.NotChecked,
                _ => ModelVerdict.Invalid,
            };
        }
    }

    /// <summary>The same report with the files compared.</summary>
    public ModelReport With(ModelContentReport content) => new(
        Signer, Manifest, IsLegacy, [.. Checks[..^1], ModelFindings.Files(content)], content);
}

/// <summary>Who signed a model, by what was verified.</summary>
/// <param name="Key">The key under which the signature holds.</param>
/// <param name="Name">The certificate's subject, or the identity that it was made for; null for a bare key.</param>
public sealed record ModelSigner(Digest Key, string? Name);
