using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace AiBom.Cli.Tests;

/// <summary>Documents as files in a folder of its own, and what the program says of them.</summary>
internal sealed class DocumentFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-inspect-");

    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    /// <summary>Writes a file as gzip packs it.</summary>
    public string Pack(string name, Action<Stream> write)
    {
        using FileStream file = File.Create(At(name));
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        write(packed);
        return At(name);
    }

    /// <summary>Inspects files into lines of JSON.</summary>
    public static async Task<(int Code, JsonObject[] Lines)> InspectAsync(params string[] files)
    {
        Answer answer = await Aibom.RunAsync(["inspect", "--json", .. files]);
        Assert.Equal("", answer.Error);
        Assert.EndsWith("\n", answer.Output, StringComparison.Ordinal);
        string[] lines = answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (answer.Code, [.. lines.Select(line => JsonNode.Parse(line)!.AsObject())]);
    }

    /// <summary>A line as text: format, version, verdict, and the codes of the findings.</summary>
    public static string Told(JsonObject line)
    {
        IEnumerable<string> codes = line["findings"]!.AsArray().Select(finding => finding!["code"]!.GetValue<string>());
        return string.Join(' ', [$"{line["format"]}", $"{line["specVersion"]}", $"{line["schema"]}", .. codes]);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
