namespace AiBom.Documents.Schema;

/// <summary>A schema cannot be compiled: it has a keyword, format or pattern that is not known here.</summary>
public sealed class SchemaException : Exception
{
    /// <summary>A schema that cannot be compiled.</summary>
    public SchemaException()
    {
    }

    /// <summary>A schema that cannot be compiled, and why.</summary>
    public SchemaException(string message)
        : base(message)
    {
    }

    /// <summary>A schema that cannot be compiled, why, and what said so.</summary>
    public SchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
