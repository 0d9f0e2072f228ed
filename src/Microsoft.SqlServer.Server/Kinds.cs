using System.Diagnostics.CodeAnalysis;

namespace Microsoft.SqlServer.Server;

/// <summary>Whether a function reads user data.</summary>
public enum DataAccessKind
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>It does.</summary>
    Read = 1,
}

/// <summary>Whether a function reads system data.</summary>
public enum SystemDataAccessKind
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>It does.</summary>
    Read = 1,
}

/// <summary>How a user-defined type is serialized.</summary>
public enum Format
{
    /// <summary>Not stated.</summary>
    Unknown = 0,

    /// <summary>By the server, field by field.</summary>
    Native = 1,

    /// <summary>By the type, through <see cref="IBinarySerialize"/>.</summary>
    UserDefined = 2,
}

/// <summary>A type that serializes itself.</summary>
[SuppressMessage("Naming", "CA1716", Justification = "The name is that of the package's interface.")]
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>A type is not a valid user-defined type.</summary>
public sealed class InvalidUdtException : SystemException
{
    /// <summary>Without a message.</summary>
    public InvalidUdtException()
    {
    }

    /// <summary>With a message.</summary>
    public InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public InvalidUdtException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
