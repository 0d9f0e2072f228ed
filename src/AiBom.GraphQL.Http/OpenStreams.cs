namespace AiBom.GraphQL.Http;

/// <summary>Counts the connections that stay open, up to a bound.</summary>
internal sealed class OpenStreams(int most)
{
    private int _count;

    /// <summary>Whether there is room for one more; who entered has to leave.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= most)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
