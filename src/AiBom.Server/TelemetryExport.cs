using AiBom.GraphQL.Http;
using AiBom.GraphQL.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AiBom.Server;

/// <summary>
/// Sends spans and metrics of this service and of ASP.NET Core to an OpenTelemetry collector, where
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one; where it does not, nothing is measured. The other standard
/// <c>OTEL_…</c> variables hold as well.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    public TelemetryExport(IConfiguration configuration)
    {
        // Without it the spans of ASP.NET Core have no attributes.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: false);
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .SetResourceBuilder(Resource())
            .AddSource("Microsoft.AspNetCore", GraphQLTelemetry.ActivitySourceName)
            .AddOtlpExporter()
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .SetResourceBuilder(Resource())
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddMeter(GraphQLTelemetry.MeterName, GraphQLHttpTelemetry.MeterName)
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Whether there is somewhere to send to.</summary>
    public static bool IsWanted(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    /// <summary>Sends what is left, for some seconds at most.</summary>
    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }

    // What comes later wins: a name in the environment is preferred to ours.
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("aibom-server", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
