using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>Why a body is no reply, in half a line for whoever runs a client: what of it is missing or wrong.</summary>
public static class ReplyFailureInWords
{
    /// <summary>The words, of printable ASCII, such as "it has no VER of 1.0, 1.1 or 1.2".</summary>
    /// <param name="failure">What `ReplyParser` said.</param>
    public static string Of(ParseFailure failure) => failure switch
    {
        ParseFailure.BadVersion => "it has no VER of 1.0, 1.1 or 1.2",
        ParseFailure.UnknownCommand => "its CMD is missing or no command of the protocol",
        ParseFailure.BadSeq => "its SEQ is missing or too long",
        ParseFailure.BadUin => "its UIN is missing or no number",
        ParseFailure.MissingField => "a field of the answer is missing or no number",
        ParseFailure.BadResult => "its RES is missing or unknown",
        _ => "it is not understood",
    };
}
