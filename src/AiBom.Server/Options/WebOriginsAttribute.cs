using System.ComponentModel.DataAnnotations;
using AiBom.GraphQL.Http;

namespace AiBom.Server.Options;

/// <summary>A list of which every entry is the origin of a web page.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebOriginsAttribute() : ValidationAttribute("{0}: an origin is scheme://host[:port] and no more.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is IEnumerable<string> texts && texts.All(text => WebOrigin.TryParse(text, out _));
}
