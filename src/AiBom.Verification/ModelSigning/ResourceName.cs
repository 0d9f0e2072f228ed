using System.Globalization;

namespace AiBom.Verification.ModelSigning;

/// <summary>The names of files in a manifest (OpenSSF Model Signing 1.0, sections 6.1.2 and 6.3.2).</summary>
internal static class ResourceName
{
    /// <summary>What a model of one file may be called instead of by its name; older signers do so.</summary>
    public const string SingleFile = ".";

    /// <summary>
    /// Section 6.1.2: relative to the root, in one spelling. A name is never resolved, only compared; what could lead
    /// out of the root is refused all the same, because others resolve it.
    /// </summary>
    public static bool IsCanonical(string name) =>
        name.Length > 0
        && !name.Contains('\0', StringComparison.Ordinal)
        && name.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>Splits <c>path:start:end</c> from the right, because a path may hold colons (section 6.3.2).</summary>
    public static bool TrySplitShard(string name, out string path, out long start, out long end)
    {
        path = "";
        (start, end) = (0, 0);
        int beforeEnd = name.LastIndexOf(':');
        int beforeStart = beforeEnd < 1 ? -1 : name.LastIndexOf(':', beforeEnd - 1);
        if (beforeStart < 1
            || !TryOffset(name.AsSpan(beforeStart + 1, beforeEnd - beforeStart - 1), out start)
            || !TryOffset(name.AsSpan(beforeEnd + 1), out end))
        {
            return false;
        }

        path = name[..beforeStart];
        return true;
    }

    /// <summary>Decimal digits in one spelling: no sign, no space, no leading zero.</summary>
    private static bool TryOffset(ReadOnlySpan<char> text, out long offset) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset)
        && (text.Length == 1 || text[0] is not '0');
}
