using AiBom.Verification.Keys;
using Microsoft.Extensions.Options;

namespace AiBom.Server.Options;

/// <summary>Reads the key by which the service signs, once, at the start.</summary>
internal static class SigningKeyFile
{
    /// <summary>The name of the file in the data folder.</summary>
    public const string Name = "signing-key.pem";

    private const string Setting = $"{AibomOptions.Section}:{nameof(AibomOptions.SigningKey)}";
    private const int MaxBytes = 64 * 1_024;

    /// <summary>
    /// The key of the settings, else that of the data folder. Where there is none, one is made, which only the user of
    /// the service can read; it is there whole or not at all.
    /// </summary>
    /// <exception cref="OptionsValidationException">The file holds no key that can sign here.</exception>
    public static SigningKey Read(AibomOptions options)
    {
        if (options.SigningKey is { Length: > 0 } configured)
        {
            return Read(configured);
        }

        string path = Path.Combine(Path.GetFullPath(options.DataFolder), Name);
        if (!File.Exists(path))
        {
            Create(path);
        }

        return Read(path);
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string partial = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (var key = SigningKey.Create())
            using (var file = new FileStream(partial, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPem() + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made one at the same time; one of the two has the folder.
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static SigningKey Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length > MaxBytes)
            {
                throw Wrong($"{path} has {file.Length} bytes, and at most {MaxBytes} are read.");
            }

            // What the file holds is never repeated: it may be a private key of something else.
            return SigningKey.TryParse(File.ReadAllText(path), out SigningKey? key)
                ? key
                : throw Wrong($"{path} holds no unencrypted private key (ECDSA or RSA, in PEM) that can sign here.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{exception.Message} ({path})");
        }
    }

    private static OptionsValidationException Wrong(string problem) =>
        new(nameof(AibomOptions.SigningKey), typeof(AibomOptions), [$"{Setting}: {problem}"]);
}
