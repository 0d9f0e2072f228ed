namespace AiBom.Server.Endpoints;

/// <summary>A refusal as JSON: a stable code and one sentence.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people.</param>
internal sealed record Problem(string Code, string Message)
{
    public static IResult Result(int status, string code, string message) =>
        Results.Json(new { error = new Problem(code, message) }, Domain.CanonicalJson.Options, statusCode: status);
}
