using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>What bytes of a media type are, where the type says so of itself.</summary>
internal static class MediaTypeKinds
{
    /// <summary>Packed models: CNCF ModelPack, Docker, KitOps, Ollama.</summary>
    private static readonly string[] Models =
    [
        "application/vnd.cncf.model.",
        "application/vnd.docker.ai.",
        "application/vnd.kitops.modelkit.",
        "application/vnd.ollama.image.model",
        "application/x-safetensors",
        "application/x-gguf",
    ];

    /// <summary>Rows in columns, which nothing but data are kept in.</summary>
    private static readonly string[] Datasets =
        ["application/vnd.apache.parquet", "application/vnd.apache.arrow."];

    /// <summary>The kind; null where the type may be of anything.</summary>
    public static EntityKind? KindOf(string? mediaType) => 0 switch
    {
        _ when IsOneOf(mediaType, Models) => EntityKind.Model,
        _ when IsOneOf(mediaType, Datasets) => EntityKind.Dataset,
        _ => null,
    };

    private static bool IsOneOf(string? mediaType, string[] known) => mediaType is not null
        && known.Any(type => mediaType.StartsWith(type, StringComparison.OrdinalIgnoreCase));
}
