namespace AiBom.GraphQL.Http.Tests;

/// <summary>Time that passes only when a test says so.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Set)> _awaited = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Lets time pass; what is due by then goes off, once each.</summary>
    public void Advance(TimeSpan span)
    {
        Alarm[] due;
        lock (_lock)
        {
            _now += span;
            due = [.. _alarms.Where(alarm => alarm.Due <= _now)];
            foreach (Alarm alarm in due)
            {
                Set(alarm, alarm.Period, alarm.Period);
            }
        }

        foreach (Alarm alarm in due)
        {
            alarm.GoOff();
        }
    }

    /// <summary>Ends as soon as something waits for exactly this span.</summary>
    public Task IsSetAsync(TimeSpan due)
    {
        lock (_lock)
        {
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((due, set));
            Signal();
            return set.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private void Set(Alarm alarm, TimeSpan due, TimeSpan period)
    {
        _alarms.Remove(alarm);
        if (due >= TimeSpan.Zero)
        {
            alarm.Due = _now + due;
            alarm.Period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
            _alarms.Add(alarm);
            Signal();
        }
    }

    private void Signal()
    {
        foreach ((TimeSpan due, TaskCompletionSource set) in _awaited)
        {
            if (_alarms.Any(alarm => alarm.Due == _now + due))
            {
                set.TrySetResult();
            }
        }
    }

    private sealed class Alarm(StoppedClock clock, Action goOff) : ITimer
    {
        private volatile bool _isDisposed;

        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; set; }

        public void GoOff()
        {
            if (!_isDisposed)
            {
                goOff();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (!_isDisposed)
                {
                    clock.Set(this, dueTime, period);
                }

                return !_isDisposed;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _isDisposed = true;
                clock._alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
