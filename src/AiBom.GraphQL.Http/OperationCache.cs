using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http;

/// <summary>
/// Remembers what documents came to. The key is the text itself and not a hash of it, which someone could make
/// collide; refused documents are kept apart, so that nonsense does not push out what is in use.
/// </summary>
internal sealed class OperationCache(GraphQLEngine engine, GraphQLHttpOptions options)
{
    // What a plan, its syntax tree and its text take for each character of the document, once it was executed; 87 were
    // measured.
    private const int BytesPerCharacter = 100;

    private readonly LruCache<Key, PreparedOperation> _plans =
        new(options.Limits.MaxCachedOperations, options.Limits.MaxCachedBytes);

    private readonly LruCache<Key, PreparedOperation> _refusals =
        new(options.Limits.MaxCachedRefusals, options.Limits.MaxCachedBytes);

    private readonly PersistedDocuments _documents = new(options);

    /// <summary>How many plans and how many refusals are remembered.</summary>
    public (int Plans, int Refusals) Count => (_plans.Count, _refusals.Count);

    /// <summary>What the plans are taken to occupy, and the refusals.</summary>
    public (long Plans, long Refusals) Bytes => (_plans.Size, _refusals.Size);

    /// <summary>How many documents of clients are remembered by their hashes, and their bytes.</summary>
    public (int Count, long Bytes) Registered => _documents.Registered;

    /// <summary>The plan of a request's operation, or why there is none.</summary>
    public PreparedOperation Prepare(RequestParameters request)
    {
        if (_documents.Find(request, out ResponseError? error) is not { } document)
        {
            return new PreparedOperation(error!);
        }

        PreparedOperation prepared = Prepare(document, request.OperationName);
        if (prepared.IsOk)
        {
            _documents.Register(request);
        }

        return prepared;
    }

    /// <summary>The plan of a document's operation, or the errors in the document.</summary>
    public PreparedOperation Prepare(string document, string? operationName)
    {
        var key = new Key(document, operationName);
        if (_plans.TryGet(key, out PreparedOperation? known) || _refusals.TryGet(key, out known))
        {
            Signals.NoteLookup(isKnown: true);
            return known;
        }

        Signals.NoteLookup(isKnown: false);
        PreparedOperation prepared = engine.Prepare(document, operationName);
        long length = document.Length + (operationName?.Length ?? 0);
        if (length <= options.Limits.MaxCachedDocumentLength)
        {
            (prepared.IsOk ? _plans : _refusals).Add(key, prepared, length * BytesPerCharacter);
        }

        return prepared;
    }

    private readonly record struct Key(string Document, string? OperationName);
}
