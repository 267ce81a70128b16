using System.Buffers;
using System.Net;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;
using Tqq.Server.Wire.Commands;

namespace Tqq.Server.Wire.Connections;

/// <summary>What a dialect knows of a request that does not stand in its body.</summary>
/// <param name="IsForm">Whether the body says that it is form encoding (protocol.md §2).</param>
/// <param name="IsShort">Whether its client gets short replies (§5.9).</param>
/// <param name="IsByKeyOnly">Whether it may act only in a session that is known by its key (§1.2).</param>
internal readonly record struct RequestFrame(bool IsForm = false, bool IsShort = false, bool IsByKeyOnly = false);

/// <summary>From the body of a request to what it means, whatever the dialect.</summary>
internal static class RequestReader
{
    extension(WireServices services)
    {
        /// <summary>Reads a body.</summary>
        /// <param name="body">The body.</param>
        /// <param name="frame">What is known of it beside.</param>
        /// <param name="address">The client's address.</param>
        /// <param name="arrived">When the request arrived.</param>
        /// <returns>The request; null where it is answered with nothing (NULL).</returns>
        public ReceivedRequest? Read(in ReadOnlySequence<byte> body, in RequestFrame frame, IPAddress address, TimeSpan arrived)
        {
            if (body.IsSingleSegment)
                return services.Read(body.FirstSpan, frame, address, arrived);
            var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
            try
            {
                body.CopyTo(whole);
                return services.Read(whole.AsSpan(0, (int)body.Length), frame, address, arrived);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(whole);
            }
        }

        private ReceivedRequest? Read(ReadOnlySpan<byte> body, in RequestFrame frame, IPAddress address, TimeSpan arrived)
        {
            if (!RequestParser.TryParse(body, frame.IsForm, out var head, out var request, out var failure))
            {
                services.Figures.Unanswered(null);
                if (failure == ParseFailure.UnknownCommand)
                    services.Unknown.Note(RequestParser.CommandForLog(body));
                if (services.Log.ExplainsNull)
                    services.Log.Null(address, FailureInWords.Of(body, frame.IsForm, failure));
                return null;
            }

            if (request is LoginRequest login && !services.Options.ClientCodes.Contains(login.ClientCode))
            {
                services.Figures.Unanswered(head.Command);
                services.Log.Null(address, "LC is none of the client codes that may log in (--client-codes)");
                return null;
            }

            var origin = OriginMapping.Of(address, head, body.TrimEnd("\r\n"u8), arrived, frame.IsByKeyOnly);
            return new(head, request, origin) { IsShort = frame.IsShort };
        }
    }
}
