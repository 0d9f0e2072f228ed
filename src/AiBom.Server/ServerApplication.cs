using System.Diagnostics.CodeAnalysis;
using AiBom.Documents;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Http;
using AiBom.Registry;
using AiBom.Registry.Organizations;
using AiBom.Server.Access;
using AiBom.Server.Endpoints;
using AiBom.Server.Options;
using AiBom.Server.Schema;
using AiBom.Registry.Gates;
using AiBom.Storage;
using Microsoft.Extensions.Options;

namespace AiBom.Server;

/// <summary>Puts the service on the web: settings, access, and one face after the other.</summary>
internal static class ServerApplication
{
    /// <summary>Builds the host, opens the store, and makes sure that somebody can call.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="clock">The clock; the system's where it is absent.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, TimeProvider? clock = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        AibomOptions options = Bind(builder.Configuration);
        TrustedDocuments? trusted = TrustedDocumentsFile.Read(options);
        RegistryIdentity identity = ReadIdentity(options);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<AccessControl>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxArtifactBytes;
        });
        builder.WebHost.UseSetting(WebHostDefaults.PreventHostingStartupKey, "true");
        builder.WebHost.UseUrls(ListenAddresses.Read(builder.Configuration, options));

        TrustedRootRegister roots = ReadTrustedRoots(options, clock ?? TimeProvider.System);
        AibomRegistry registry = await OpenAsync(options, roots, clock ?? TimeProvider.System);
        builder.Services.AddSingleton(_ => registry);
        builder.Services.AddSingleton(identity);
        if (TelemetryExport.IsWanted(builder.Configuration))
        {
            builder.Services.AddSingleton<TelemetryExport>();
        }

        WebApplication app = builder.Build();
        ILogger log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("AiBom.Server");
        roots.OnProblem = problem => LogMessages.TrustedRootUnusable(log, problem);
        app.Services.GetService<TelemetryExport>();
        await app.Services.GetRequiredService<AccessControl>().EnsureBootstrapAsync(CancellationToken.None);
        app.UseMiddleware<FailureHandler>();
        Map(app, options, trusted);
        return app;
    }

    /// <summary>Reads and checks the settings alone, for verbs that serve nothing.</summary>
    public static AibomOptions ReadOptions(string[] args) => Bind(new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(args)
        .Build());

    [SuppressMessage("Reliability", "CA2000", Justification = "The key lives as long as the process.")]
    private static RegistryIdentity ReadIdentity(AibomOptions options) =>
        new(options.PublicUrl, SigningKeyFile.Read(options));

    private static void Map(WebApplication app, AibomOptions options, TrustedDocuments? trusted)
    {
        AibomRegistry registry = app.Services.GetRequiredService<AibomRegistry>();
        AccessControl access = app.Services.GetRequiredService<AccessControl>();
        RegistryIdentity identity = app.Services.GetRequiredService<RegistryIdentity>();
        bool isIntrospectionAllowed = options.Introspection ?? app.Environment.IsDevelopment();
        app.MapGraphQL("/graphql", AibomSchema.Build(), new GraphQLHttpOptions
        {
            CreateState = async context => await access.AuthenticateAsync(context) is { } actor
                ? new AibomRequest(registry, identity, actor)
                : null,
            CreateSocketState = async (context, init) => await access.AuthenticateAsync(context, init) is { } actor
                ? new AibomRequest(registry, identity, actor)
                : null,
            RenewState = state => ((AibomRequest)state).Renew(),
            AllowedOrigins = options.ReadOrigins(),
            AllowIntrospection = _ => isIntrospectionAllowed,
            TrustedDocuments = trusted,
            TrustedDocumentsOnly = options.TrustedDocumentsOnly,
            Engine = new GraphQLOptions { Limits = options.GraphQL },
            Limits = options.GraphQLHttp,
        });
        HealthEndpoints.Map(app);
        PolicyEndpoints.MapPublic(app);
        WorkloadHook.Map(app);
        RouteGroupBuilder v1 = app.MapGroup("/v1").AddEndpointFilter(access.RequireAsync);
        DocumentEndpoints.Map(v1);
        AttestationEndpoints.Map(v1);
        ArtifactEndpoints.Map(v1);
        PolicyEndpoints.Map(v1);
        ExportEndpoints.Map(v1);
    }

    private static async Task<AibomRegistry> OpenAsync(
        AibomOptions options, TrustedRootRegister roots, TimeProvider clock)
    {
        try
        {
            return await AibomRegistry.OpenAsync(
                new StoreOptions { Folder = options.DataFolder },
                DocumentLimits.Default with { Bytes = options.MaxDocumentBytes, Components = options.MaxComponents },
                options.IngestPolicy,
                roots,
                clock,
                CancellationToken.None);
        }
        catch (ArgumentException unknown)
        {
            const string Setting = nameof(AibomOptions.IngestPolicy);
            throw new OptionsValidationException(
                Setting, typeof(AibomOptions), [$"{AibomOptions.Section}:{Setting}: {unknown.Message}"]);
        }
    }

    private static TrustedRootRegister ReadTrustedRoots(AibomOptions options, TimeProvider clock)
    {
        try
        {
            return TrustedRootRegister.Load(options.TrustedRoots, clock);
        }
        catch (InvalidDataException unusable)
        {
            const string Setting = nameof(AibomOptions.TrustedRoots);
            throw new OptionsValidationException(
                Setting, typeof(AibomOptions), [$"{AibomOptions.Section}:{Setting}: {unusable.Message}"]);
        }
    }

    private static AibomOptions Bind(IConfiguration configuration)
    {
        AibomOptions options = Read(configuration.GetSection(AibomOptions.Section));
        ValidateOptionsResult result = new DataAnnotationValidateOptions<AibomOptions>(AibomOptions.Section)
            .Validate(AibomOptions.Section, options);
        return result.Failed
            ? throw new OptionsValidationException(AibomOptions.Section, typeof(AibomOptions), result.Failures)
            : options;
    }

    private static AibomOptions Read(IConfigurationSection section)
    {
        try
        {
            return section.Get<AibomOptions>(binder => binder.ErrorOnUnknownConfiguration = true)
                ?? new AibomOptions();
        }
        catch (InvalidOperationException exception)
        {
            // The binder's words for a setting that there is not, or of another type; they name it.
            throw new OptionsValidationException(section.Path, typeof(AibomOptions), [exception.Message]);
        }
    }
}
