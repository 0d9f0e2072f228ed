using System.Text;
using AiBom.Domain;

namespace AiBom.Storage;

/// <summary>
/// Makes texts from outside findable by an index: hashed they have one length, and compare byte by byte whatever
/// collation a database has.
/// </summary>
internal static class TextHash
{
    /// <summary>The hash of a text that is compared as it stands.</summary>
    public static Digest Of(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of an organization's name, which binds without regard to case and outer blanks.</summary>
    public static Digest OfName(string name) => Of(name.Trim().ToLowerInvariant());
}
