using System.ComponentModel.DataAnnotations;
using AiBom.Documents;
using AiBom.GraphQL;
using AiBom.GraphQL.Http;
using AiBom.Registry.Gates;
using Microsoft.Extensions.Options;

namespace AiBom.Server.Options;

/// <summary>
/// The settings under <c>Aibom</c>: from <c>appsettings.json</c>, the environment (<c>AIBOM__…</c>) or the command
/// line (<c>--Aibom:…</c>), the last one winning. The README lists each with its default and meaning.
/// </summary>
internal sealed class AibomOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Aibom";

    /// <summary>The folder that holds the database and the blobs.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataFolder { get; init; } = "data";

    /// <summary>
    /// The token of the first caller, 20 to 512 characters; one is made and printed where none is set.
    /// </summary>
    [MinLength(20), MaxLength(512)]
    public string? BootstrapToken { get; init; }

    /// <summary>
    /// The address under which others reach the service. What it signs and the names of its policies begin with it.
    /// </summary>
    [RegularExpression(@"https?://[^\s?#@]+"), MaxLength(1_000)]
    public string PublicUrl { get; init; } = "http://127.0.0.1:5080";

    /// <summary>
    /// A file with the private key (PEM, ECDSA or RSA) by which the service signs; where it is not set, one is made in
    /// the data folder at the first start.
    /// </summary>
    public string? SigningKey { get; init; }

    /// <summary>
    /// The policy by which submissions are taken: <c>lenient</c>, <c>standard</c>, <c>strict</c>, or the id of a
    /// registered one. A poster can ask for more, never for less.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    public string IngestPolicy { get; init; } = PolicySet.Standard;

    /// <summary>Whether the server may listen on addresses that other machines reach.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether artifact bytes can be read back.</summary>
    public bool ReadArtifacts { get; init; }

    /// <summary>
    /// Whether the GraphQL schema may be asked for; where it is not set, only in the environment <c>Development</c>.
    /// </summary>
    public bool? Introspection { get; init; }

    /// <summary>
    /// A JSON file of GraphQL documents by their SHA-256, which clients may send instead of the documents.
    /// </summary>
    public string? TrustedDocuments { get; init; }

    /// <summary>Whether no GraphQL document is executed but those of <see cref="TrustedDocuments"/>.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>
    /// The origins, besides the server's own, whose pages may open WebSockets and event streams; such as
    /// <c>https://console.example</c>.
    /// </summary>
    [WebOrigins]
    public string[] AllowedOrigins { get; init; } = [];

    /// <summary>
    /// The Sigstore trusted roots (<c>trusted_root.json</c>) by which keyless signatures, logs and time stamps are
    /// verified; read again when a file changes. Without any, such evidence is not checked.
    /// </summary>
    public string[] TrustedRoots { get; init; } = [];

    /// <summary>The largest document, in bytes.</summary>
    [Range(1_024, 1_073_741_824)]
    public int MaxDocumentBytes { get; init; } = DocumentLimits.Default.Bytes;

    /// <summary>The most documents of one body of lines; its bytes have the bound of one document.</summary>
    [Range(1, 1_000_000)]
    public int MaxLines { get; init; } = 10_000;

    /// <summary>The most components of one document.</summary>
    [Range(1, 10_000_000)]
    public int MaxComponents { get; init; } = DocumentLimits.Default.Components;

    /// <summary>The most bytes of all bundles of evidence of one submission together.</summary>
    [Range(1_024, 268_435_456)]
    public int MaxBundleBytes { get; init; } = 16 * 1_024 * 1_024;

    /// <summary>The most bundles and artifacts of one submission together.</summary>
    [Range(1, 10_000)]
    public int MaxParts { get; init; } = 1_000;

    /// <summary>The largest artifact, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxArtifactBytes { get; init; } = 100L * 1_024 * 1_024 * 1_024;

    /// <summary>What a GraphQL document may ask for: <c>Aibom:GraphQL:MaxTokens</c> and so on.</summary>
    [ValidateObjectMembers]
    public GraphQLLimits GraphQL { get; init; } = new();

    /// <summary>What a GraphQL request may take: <c>Aibom:GraphQLHttp:MaxBodyBytes</c> and so on.</summary>
    [ValidateObjectMembers]
    public GraphQLHttpLimits GraphQLHttp { get; init; } = new();

    /// <summary>What <see cref="AllowedOrigins"/> says, after it was checked.</summary>
    public IReadOnlyCollection<WebOrigin> ReadOrigins() =>
    [
        .. AllowedOrigins
            .Select(text => WebOrigin.TryParse(text, out WebOrigin? origin) ? origin : null)
            .OfType<WebOrigin>(),
    ];
}
