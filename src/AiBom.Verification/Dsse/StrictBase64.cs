using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace AiBom.Verification.Dsse;

/// <summary>
/// Base64 (RFC 4648) in the standard or the URL-safe alphabet, both of which DSSE asks for, padded or not. Refused are
/// white space, a mixture of the alphabets, and last digits with bits that carry nothing: one text, one value.
/// </summary>
internal static class StrictBase64
{
    private static readonly SearchValues<byte> Standard =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private static readonly SearchValues<byte> UrlSafe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Decodes; false where it is not such a text.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? decoded)
    {
        decoded = null;
        ReadOnlySpan<byte> digits = text.TrimEnd((byte)'=');
        int padding = text.Length - digits.Length;
        if (digits.Length % 4 == 1 || (padding > 0 && (padding > 2 || text.Length % 4 != 0)))
        {
            return false;
        }

        bool standard = digits.IndexOfAnyExcept(Standard) < 0;
        if (!standard && digits.IndexOfAnyExcept(UrlSafe) >= 0)
        {
            return false;
        }

        // The platform skips white space, which is gone by now, and refuses spare bits (RFC 4648 section 3.5).
        var bytes = new byte[digits.Length * 3L / 4];
        OperationStatus status = standard
            ? DecodeStandard(digits, bytes, out int written)
            : Base64Url.DecodeFromUtf8(digits, bytes, out _, out written);
        if (status is not OperationStatus.Done || written != bytes.Length)
        {
            return false;
        }

        decoded = bytes;
        return true;
    }

    /// <summary>Decodes the URL-safe alphabet without padding alone, as JOSE writes it (RFC 7515 section 2).</summary>
    public static bool TryDecodeUrl(string text, [NotNullWhen(true)] out byte[]? decoded)
    {
        decoded = null;
        return text.AsSpan().IndexOfAny('+', '/', '=') < 0
            && TryDecode(System.Text.Encoding.UTF8.GetBytes(text), out decoded);
    }

    private static OperationStatus DecodeStandard(ReadOnlySpan<byte> digits, Span<byte> bytes, out int written)
    {
        int whole = digits.Length - (digits.Length % 4);
        OperationStatus status = Base64.DecodeFromUtf8(digits[..whole], bytes, out _, out written);
        if (status is not OperationStatus.Done || whole == digits.Length)
        {
            return status;
        }

        Span<byte> last = [(byte)'=', (byte)'=', (byte)'=', (byte)'='];
        digits[whole..].CopyTo(last);
        status = Base64.DecodeFromUtf8(last, bytes[written..], out _, out int rest);
        written += rest;
        return status;
    }
}
