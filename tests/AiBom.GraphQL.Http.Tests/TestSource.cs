using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>The events of <c>subscription { events }</c>, as a test gives them, and what becomes of the source.</summary>
internal sealed class TestSource
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody subscribed.</summary>
    public Task Opened => _opened.Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Ends when the source was let go.</summary>
    public Task Released => _released.Task.WaitAsync(TestContext.Current.CancellationToken);

    public void Declare(SchemaBuilder builder) =>
        builder.Subscription.Field("events", "What the test says.", Scalars.String).Subscribe(Read);

    /// <summary>Lets events happen.</summary>
    public void Emit(params ReadOnlySpan<string> events)
    {
        foreach (string one in events)
        {
            _events.Writer.TryWrite(one);
        }
    }

    /// <summary>Ends the events, with a failure if one is given.</summary>
    public void End(Exception? failure = null) => _events.Writer.Complete(failure);

    private IAsyncEnumerable<string> Read(ResolveContext context) => ReadAsync();

    // The token is the one that the engine gives the enumerator.
    private async IAsyncEnumerable<string> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _opened.TrySetResult();
        try
        {
            await foreach (string one in _events.Reader.ReadAllAsync(cancellationToken))
            {
                yield return one;
            }
        }
        finally
        {
            _released.TrySetResult();
        }
    }
}
