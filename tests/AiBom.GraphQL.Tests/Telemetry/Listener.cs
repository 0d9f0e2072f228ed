using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AiBom.GraphQL.Telemetry;

namespace AiBom.GraphQL.Tests.Telemetry;

/// <summary>
/// Listens to the engine, as an exporter does, and keeps spans and measurements as lines of text. Whoever listens hears
/// all of the process, so the tests that do run alone.
/// </summary>
internal sealed class Listener : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ActivityListener? _spans;
    private readonly MeterListener? _metrics;

    public Listener(bool spans = true, bool metrics = true)
    {
        if (spans)
        {
            _spans = new ActivityListener
            {
                ShouldListenTo = source => source.Name == GraphQLTelemetry.ActivitySourceName,
                Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = Keep,
            };
            ActivitySource.AddActivityListener(_spans);
        }

        if (metrics)
        {
            _metrics = new MeterListener
            {
                InstrumentPublished = (instrument, listener) =>
                {
                    if (instrument.Meter.Name == GraphQLTelemetry.MeterName)
                    {
                        listener.EnableMeasurementEvents(instrument);
                    }
                },
            };
            _metrics.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
                Keep(instrument, value.ToString(CultureInfo.InvariantCulture), tags));
            _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
                Keep(instrument, value is > 0 and < 600 ? "seconds" : "nonsense", tags));
            _metrics.Start();
        }
    }

    /// <summary>The spans that ended, in that order.</summary>
    public List<Activity> Spans { get; } = [];

    /// <summary>Each span as <c>name (kind) [ERROR] key=value …</c>, keys in order.</summary>
    public IEnumerable<string> SpanLines => Spans.Select(Line);

    /// <summary>Each measurement as <c>instrument value key=value …</c>.</summary>
    public List<string> Measurements { get; } = [];

    public void Dispose()
    {
        _spans?.Dispose();
        _metrics?.Dispose();
    }

    private static string Line(Activity span)
    {
        string error = span.Status is ActivityStatusCode.Error ? " ERROR" : "";
        return $"{span.DisplayName} ({span.Kind}){error}{Text([.. span.TagObjects.OrderBy(tag => tag.Key)])}";
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string text = "";
        foreach ((string key, object? value) in tags)
        {
            text += $" {key}={value}";
        }

        return text;
    }

    private void Keep(Activity span)
    {
        lock (_lock)
        {
            Spans.Add(span);
        }
    }

    private void Keep(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            Measurements.Add($"{instrument.Name} {value}{Text(tags)}");
        }
    }
}

/// <summary>Tests that must not hear one another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class ListenersGroup
{
    public const string Name = "Listeners";
}
