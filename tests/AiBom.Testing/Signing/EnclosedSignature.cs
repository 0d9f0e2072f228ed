using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;

namespace AiBom.Testing.Signing;

/// <summary>
/// A document with signatures inside it (JSON Signature Format), sound until a test breaks one thing. Values are given
/// in canonical form, so that what is signed is put together here by sorting names and nothing else.
/// </summary>
/// <param name="Members">The document's members, each value in canonical JSON.</param>
public sealed record EnclosedSignature(ImmutableSortedDictionary<string, string> Members)
{
    /// <summary>A small CycloneDX document.</summary>
    public static EnclosedSignature Bom { get; } = new(ImmutableSortedDictionary<string, string>.Empty
        .WithComparers(StringComparer.Ordinal)
        .Add("bomFormat", "\"CycloneDX\"")
        .Add("components", """[{"name":"m","type":"machine-learning-model"}]""")
        .Add("specVersion", "\"1.7\"")
        .Add("version", "1"));

    /// <summary>What the signature leaves out.</summary>
    public ImmutableArray<string> Excludes { get; init; } = [];

    /// <summary>The member that is the signature.</summary>
    public string Name { get; init; } = "signature";

    /// <summary>The members of a signature core by algorithm and key; each value in canonical JSON.</summary>
    public static ImmutableSortedDictionary<string, string> Core(
        string algorithm, string? publicKey = null, string? keyId = null)
    {
        var core = ImmutableSortedDictionary<string, string>.Empty
            .WithComparers(StringComparer.Ordinal)
            .Add("algorithm", $"\"{algorithm}\"");
        core = publicKey is null ? core : core.Add("publicKey", publicKey);
        return keyId is null ? core : core.Add("keyId", $"\"{keyId}\"");
    }

    /// <summary>The document with one more member.</summary>
    public EnclosedSignature With(string name, string value) => this with { Members = Members.SetItem(name, value) };

    /// <summary>Signs once; the text has another order and other white space than what is signed.</summary>
    public string Sign(Signer signer, ImmutableSortedDictionary<string, string> core)
    {
        string value = Value(signer, core, own => own);
        return Write(Object(core.Add("value", value), Excluded()));
    }

    /// <summary>Signs by several, beside one another or in a chain.</summary>
    public string SignAll(
        string several, params (Signer Signer, ImmutableSortedDictionary<string, string> Core)[] signers)
    {
        List<string> done = [];
        foreach ((Signer signer, ImmutableSortedDictionary<string, string> core) in signers)
        {
            string earlier = several is "chain" ? string.Concat(done.Select(one => one + ",")) : "";
            string value = Value(signer, core, own => $$"""{"{{several}}":[{{earlier}}{{own}}]}""");
            done.Add(Object(core.Add("value", value)));
        }

        string more = Excludes.Length > 0 ? "," + Excluded() : "";
        return Write($$"""{"{{several}}":[{{string.Join(',', done)}}]{{more}}}""");
    }

    private string Value(
        Signer signer, ImmutableSortedDictionary<string, string> core, Func<string, string> wrap)
    {
        var whole = Members.RemoveRange(Excludes).Add(Name, wrap(Object(core)));
        byte[] signature = signer.SignBytes(Encoding.UTF8.GetBytes(Object(whole)));
        return $"\"{Base64Url.EncodeToString(signature)}\"";
    }

    private string Excluded() => Excludes.Length == 0
        ? ""
        : $"\"excludes\":[{string.Join(',', Excludes.Select(name => $"\"{name}\""))}]";

    private string Write(string signature)
    {
        IEnumerable<string> members = Members.Reverse().Select(pair => $"\"{pair.Key}\" : {pair.Value}");
        return $"{{\n  {string.Join(",\n  ", members.Append($"\"{Name}\": {signature}"))}\n}}";
    }

    private static string Object(ImmutableSortedDictionary<string, string> members, string more = "")
    {
        IEnumerable<string> all = members.Select(pair => $"\"{pair.Key}\":{pair.Value}");
        return $"{{{string.Join(',', more.Length > 0 ? all.Append(more) : all)}}}";
    }
}
