using AiBom.Domain;
using AiBom.Verification;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;

namespace AiBom.Cli;

/// <summary>Reads the files that a user names, each within its bound.</summary>
/// <remarks>
/// Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> for a file that cannot be read, and
/// <see cref="InvalidDataException"/> for one that is not what it should be.
/// </remarks>
internal static class InputFiles
{
    /// <summary>Opens a file.</summary>
    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            // How the platform says that a path is empty or holds a null character.
            throw new InvalidDataException("The path of a file is none.", unusable);
        }
    }

    /// <summary>Reads no more than one byte beyond the bound, which is then refused by its length.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, int most, CancellationToken cancellationToken)
    {
        await using FileStream file = Open(path);
        return await ReadAsync(file, most, cancellationToken);
    }

    /// <summary>Reads no more than one byte beyond the bound of a stream that is open.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream file, int most, CancellationToken cancellationToken)
    {
        int likely = file.CanSeek ? (int)Math.Min(file.Length, (long)most + 1) : 0;
        using var read = new MemoryStream(likely);
        var block = new byte[Math.Min(most + 1, 64 * 1024)];
        int count;
        do
        {
            int room = (int)Math.Min(block.Length, most + 1L - read.Length);
            count = await file.ReadAsync(block.AsMemory(0, room), cancellationToken);
            await read.WriteAsync(block.AsMemory(0, count), cancellationToken);
        }
        while (count > 0 && read.Length <= most);

        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }

    /// <summary>Reads a public key in PEM.</summary>
    public static async Task<PublicKey> ReadKeyAsync(string path, CancellationToken cancellationToken)
    {
        // No character of PEM takes more than a byte, and what is longer is refused by its length.
        ReadOnlyMemory<byte> text = await ReadAsync(path, VerificationLimits.PemLength, cancellationToken);
        string pem = System.Text.Encoding.UTF8.GetString(text.Span);
        return PublicKey.TryParse(pem, out PublicKey? key, out Finding? refusal)
            ? key
            : throw new InvalidDataException($"'{path}': {refusal.Message}");
    }

    /// <summary>Reads a trusted root; what is wrong with it stands in it.</summary>
    public static async Task<TrustedRoots> ReadRootAsync(string path, CancellationToken cancellationToken) =>
        new([await ReadAsync(path, VerificationLimits.TrustedRootBytes, cancellationToken)]);
}
