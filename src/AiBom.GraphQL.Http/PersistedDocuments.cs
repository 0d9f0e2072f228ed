using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http;

/// <summary>
/// Finds the document that a request means: the one it brings, one of the operator's list, or one that a client
/// brought together with its hash before. Those of clients are kept apart and come and go; the list stays.
/// </summary>
internal sealed class PersistedDocuments(GraphQLHttpOptions options)
{
    // A hash of 64 characters, and what a string and an entry of the cache take besides.
    private const int OverheadBytes = 300;

    private readonly LruCache<string, string> _registered =
        new(int.MaxValue, options.Limits.MaxRegisteredDocumentBytes);

    /// <summary>How many documents of clients are remembered, and their bytes.</summary>
    public (int Count, long Bytes) Registered => (_registered.Count, _registered.Size);

    /// <summary>The document of a request; null if there is an error.</summary>
    public string? Find(RequestParameters request, out ResponseError? error)
    {
        error = null;
        string? document = request.Query;
        if (document is null)
        {
            document = OfHash(request.DocumentHash!);
            error = document is null ? Unknown() : null;
        }
        else if (request.DocumentHash is { } hash && !hash.Equals(DocumentHash.Of(document), StringComparison.Ordinal))
        {
            error = Error(
                "The document's SHA-256 is not the one that came with it.", HttpErrorCodes.PersistedQueryMismatch);
        }
        else if (options.TrustedDocumentsOnly && OfList(DocumentHash.Of(document)) is null)
        {
            error = Untrusted();
        }

        return error is null ? document : null;
    }

    /// <summary>Remembers a document that came with its hash and could be prepared.</summary>
    public void Register(RequestParameters request)
    {
        if (request is { Query: { } document, DocumentHash: { } hash }
            && !options.TrustedDocumentsOnly
            && OfList(hash) is null)
        {
            _registered.Add(hash, document, (sizeof(char) * (long)document.Length) + OverheadBytes);
        }
    }

    private string? OfHash(string hash) =>
        OfList(hash) ?? (_registered.TryGet(hash, out string? document) ? document : null);

    private string? OfList(string hash) =>
        options.TrustedDocuments is { } list && list.TryFind(hash, out string? document) ? document : null;

    // Apollo's clients read these messages: after the first they send the document too, after the second no more hashes.
    private ResponseError Unknown() => this switch
    {
        _ when options.TrustedDocumentsOnly => Untrusted(),
        _ when options is { TrustedDocuments: null, Limits.MaxRegisteredDocumentBytes: 0 } =>
            Error("PersistedQueryNotSupported", HttpErrorCodes.PersistedQueryUnsupported),
        _ => Error("PersistedQueryNotFound", HttpErrorCodes.PersistedQueryNotFound),
    };

    private static ResponseError Untrusted() =>
        Error("Only the documents of the operator's list are executed.", HttpErrorCodes.DocumentNotTrusted);

    private static ResponseError Error(string message, string code) => RequestError.Of(message, code).Errors[0];
}
