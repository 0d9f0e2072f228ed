using System.Globalization;
using System.Text;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore.Bundles;

namespace AiBom.Verification.Sigstore.Logs;

/// <summary>What Rekor v1 signs as its promise to include an entry.</summary>
internal static class SignedEntryTimestamp
{
    /// <summary>The canonical JSON (RFC 8785) of body, time, log and the index in the whole log.</summary>
    public static SignedBytes Of(LogEntry entry)
    {
        string log = Convert.ToHexStringLower(entry.LogId);
        return new SignedBytes(
            Encoding.ASCII.GetBytes($$"""{"body":"{{Convert.ToBase64String(entry.Body)}}","integratedTime":"""),
            Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{{entry.IntegratedTime}},"logID":"{{log}}","logIndex":{{entry.Index}}}""")));
    }
}
