using System.Diagnostics.CodeAnalysis;

namespace AiBom.Domain;

/// <summary>What kind of identity a key gives, strongest first.</summary>
public enum IdentityScheme
{
    /// <summary>A strong digest: names bytes.</summary>
    Digest = 1,

    /// <summary>A package URL with a revision: names a release, on its registry's word.</summary>
    PackageUrl,

    /// <summary>A package URL with the beginning of a commit: a release only where one recorded begins so.</summary>
    ShortCommit,

    /// <summary>A name, good only within its scope: never joins what two publishers named.</summary>
    Name,
}

/// <summary>
/// One key under which an entity is known. An entity may have several; that they name one thing is a
/// <see cref="EdgeKind.SameAs"/> statement by whoever declared them together.
/// </summary>
public readonly record struct IdentityKey
{
    private IdentityKey(IdentityScheme scheme, string text) => (Scheme, Text) = (scheme, text);

    /// <summary>What the key rests on.</summary>
    public IdentityScheme Scheme { get; }

    /// <summary>
    /// Unique. <c>sha256:…</c>, <c>sha512:…</c>; <c>pkg:…@revision</c> normalized;
    /// <c>name:scope:kind:qualified-name@version</c>.
    /// </summary>
    public string Text { get; }

    /// <summary>The key that a strong digest gives.</summary>
    /// <exception cref="ArgumentException">The digest is MD5 or SHA-1, which identify nothing.</exception>
    public static IdentityKey Of(DeclaredDigest digest) => digest.IsStrong
        ? new IdentityKey(IdentityScheme.Digest, digest.ToString())
        : throw new ArgumentException($"'{digest}' is too weak to identify anything.", nameof(digest));

    /// <summary>The key that a content address gives.</summary>
    public static IdentityKey Of(Digest digest) => new(IdentityScheme.Digest, digest.ToString());

    /// <summary>The key of a package URL; none where its version names no revision.</summary>
    /// <param name="packageUrl">In any spelling.</param>
    /// <param name="declared">What the document says that it is, where the spelling does not.</param>
    public static IdentityKey? OfPackageUrl(PackageUrl packageUrl, EntityKind? declared)
    {
        PackageUrl normalized = packageUrl.Normalized(declared);
        return normalized.Revision switch
        {
            RevisionKind.None => null,
            RevisionKind.ShortCommit => new IdentityKey(IdentityScheme.ShortCommit, normalized.ToString()),
            _ => new IdentityKey(IdentityScheme.PackageUrl, normalized.ToString()),
        };
    }

    /// <summary>
    /// Every key that a package URL may mean where nobody says whether it names a model or a dataset.
    /// </summary>
    public static IEnumerable<IdentityKey> OfPackageUrl(PackageUrl packageUrl) =>
        ((EntityKind[])[EntityKind.Model, EntityKind.Dataset])
            .Select(kind => OfPackageUrl(packageUrl, kind))
            .OfType<IdentityKey>()
            .Distinct();

    /// <summary>
    /// The key of a name within <paramref name="scope"/>: the publisher, or the document for a nameless one.
    /// </summary>
    public static IdentityKey OfName(string scope, EntityKind kind, string qualifiedName) =>
        new(IdentityScheme.Name, $"name:{Escape(scope)}:{kind}:{qualifiedName}");

    /// <summary>Reads a key from our own record.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IdentityKey key)
    {
        key = text switch
        {
            null or "" => default,
            _ when text.StartsWith("pkg:", StringComparison.Ordinal) => new IdentityKey(SchemeOf(text), text),
            _ when text.StartsWith("name:", StringComparison.Ordinal) => new IdentityKey(IdentityScheme.Name, text),
            _ when text.Contains(':', StringComparison.Ordinal) => new IdentityKey(IdentityScheme.Digest, text),
            _ => default,
        };
        return key.Text is not null;
    }

    /// <summary>Whether this is a short way to write a commit.</summary>
    public bool Abbreviates(IdentityKey commit) =>
        Scheme is IdentityScheme.ShortCommit
        && commit.Scheme is IdentityScheme.PackageUrl
        && PackageUrl.TryParse(Text, out PackageUrl? own)
        && PackageUrl.TryParse(commit.Text, out PackageUrl? whole)
        && whole.Revision is RevisionKind.Commit
        && whole.Version!.StartsWith(own.Version!, StringComparison.Ordinal)
        && own with { Version = null } == whole with { Version = null };

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static IdentityScheme SchemeOf(string packageUrl) =>
        PackageUrl.TryParse(packageUrl, out PackageUrl? url) && url.Revision is RevisionKind.ShortCommit
            ? IdentityScheme.ShortCommit
            : IdentityScheme.PackageUrl;

    /// <summary>A scope that is a stranger's text must not be able to run on into the name.</summary>
    private static string Escape(string scope) =>
        scope.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);
}
