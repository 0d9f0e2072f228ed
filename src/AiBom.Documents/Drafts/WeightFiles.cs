namespace AiBom.Documents.Drafts;

/// <summary>The names of files that hold a model's weights: of formats that hold little else.</summary>
internal static class WeightFiles
{
    private static readonly string[] Extensions =
        [".safetensors", ".gguf", ".ggml", ".onnx", ".ckpt", ".pth", ".keras", ".tflite"];

    public static bool Contains(string? name) =>
        name is not null
        && Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
