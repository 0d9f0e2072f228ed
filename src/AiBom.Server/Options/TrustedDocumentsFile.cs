using AiBom.GraphQL.Http;
using Microsoft.Extensions.Options;

namespace AiBom.Server.Options;

/// <summary>Reads the operator's list of GraphQL documents, once, at the start.</summary>
internal static class TrustedDocumentsFile
{
    private const string Setting = $"{AibomOptions.Section}:{nameof(AibomOptions.TrustedDocuments)}";
    private const int MaxBytes = 64 * 1_024 * 1_024;

    /// <summary>The list; null where no file is set.</summary>
    /// <exception cref="OptionsValidationException">
    /// The file cannot be read, a document has another hash, or the list alone is to be executed and there is none.
    /// </exception>
    public static TrustedDocuments? Read(AibomOptions options)
    {
        if (options.TrustedDocuments is not { Length: > 0 } path)
        {
            return options.TrustedDocumentsOnly
                ? throw Wrong($"{Setting}Only is true and {Setting} is not set, so nothing could be asked.")
                : null;
        }

        try
        {
            var file = new FileInfo(path);
            return file.Length <= MaxBytes
                ? TrustedDocuments.Parse(File.ReadAllBytes(path))
                : throw Wrong($"{Setting}: {path} has {file.Length} bytes, and at most {MaxBytes} are read.");
        }
        catch (Exception exception)
            when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{Setting}: {exception.Message} ({path})");
        }
    }

    private static OptionsValidationException Wrong(string problem) =>
        new(nameof(AibomOptions.TrustedDocuments), typeof(AibomOptions), [problem]);
}
