using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http;

/// <summary>
/// Remembers what documents came to. The key is the text itself and not a hash of it, which someone could make
/// collide; refused documents are kept apart, so that nonsense does not push out what is in use.
/// </summary>
internal sealed class OperationCache(GraphQLEngine engine, GraphQLHttpLimits limits)
{
    private readonly LruCache<Key, PreparedOperation> _plans = new(limits.MaxCachedOperations);
    private readonly LruCache<Key, PreparedOperation> _refusals = new(limits.MaxCachedRefusals);

    /// <summary>How many plans and how many refusals are remembered.</summary>
    public (int Plans, int Refusals) Count => (_plans.Count, _refusals.Count);

    /// <summary>The plan of a request's operation, or the errors in its document.</summary>
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
        if (document.Length + (operationName?.Length ?? 0) <= limits.MaxCachedDocumentLength)
        {
            (prepared.IsOk ? _plans : _refusals).Add(key, prepared);
        }

        return prepared;
    }

    private readonly record struct Key(string Document, string? OperationName);
}
