using System.Net;
using Microsoft.Extensions.Options;

namespace AiBom.Server.Options;

/// <summary>
/// Where the server listens. Bearer tokens over plain HTTP must not leave the machine by an oversight.
/// </summary>
internal static class ListenAddresses
{
    private const string Default = "http://127.0.0.1:5080";

    /// <summary>The configured addresses, or the default one where nothing is configured.</summary>
    /// <exception cref="OptionsValidationException">
    /// One is no address, or can be reached from other machines while <see cref="AibomOptions.AllowRemote"/> is off.
    /// </exception>
    public static string[] Read(IConfiguration configuration, AibomOptions options)
    {
        string[] urls = (configuration["urls"] ?? "").Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] endpoints =
        [
            .. configuration.GetSection("Kestrel:Endpoints").GetChildren()
                .Select(endpoint => endpoint["Url"])
                .OfType<string>(),
        ];
        if (!options.AllowRemote && urls.Concat(endpoints).FirstOrDefault(url => !IsLocal(url)) is { } remote)
        {
            string problem =
                $"'{remote}' can be reached from other machines. Put a proxy that speaks TLS before the server, or set "
                + $"{AibomOptions.Section}:{nameof(AibomOptions.AllowRemote)} to true.";
            throw new OptionsValidationException(nameof(AibomOptions.AllowRemote), typeof(AibomOptions), [problem]);
        }

        return urls.Length + endpoints.Length == 0 ? [Default] : urls;
    }

    private static bool IsLocal(string address)
    {
        BindingAddress binding;
        try
        {
            binding = BindingAddress.Parse(address);
        }
        catch (FormatException exception)
        {
            throw new OptionsValidationException("urls", typeof(AibomOptions), [$"urls: {exception.Message}"]);
        }

        return binding.IsUnixPipe
            || binding.IsNamedPipe
            || binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(binding.Host, out IPAddress? host) && IPAddress.IsLoopback(host));
    }
}
