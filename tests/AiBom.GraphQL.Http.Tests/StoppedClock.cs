using System.Collections.Concurrent;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>Time that stands still until a test says that all of it has passed.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private readonly ConcurrentBag<Alarm> _alarms = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(callback, state);
        _alarms.Add(alarm);
        return alarm;
    }

    /// <summary>Every timer that was made so far and is still wanted goes off.</summary>
    public void RunOut()
    {
        foreach (Alarm alarm in _alarms)
        {
            alarm.GoOff();
        }
    }

    private sealed class Alarm(TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _isDisposed;

        public void GoOff()
        {
            if (!_isDisposed)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !_isDisposed;

        public void Dispose() => _isDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
