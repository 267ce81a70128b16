using Tqq.Probe.Tests.Serving;

namespace Tqq.Probe.Tests;

/// <summary>What can be wrong with a server, each in one case of the probe.</summary>
internal static class PlantedFaults
{
    public static Fault[] All { get; } =
    [
        // §1: heads
        new("HTTP/1.0 is not spoken", "1.1", ["HTTP/1.0"], "^POST / HTTP/1.0\r\nContent-length: [0-9]+\r\nConnection: close", _ =>
            "HTTP/1.1 505 No\r\n\r\n"),
        new("a line end behind the body is a mistake", "1.1", ["a body that ends in CR LF"], "UIN=[0-9]+\r\n$", _ => ""),
        new("a chunked body is taken", "1.2", ["Transfer-Encoding"], "chunked", _ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        Fault.InHead("a length of 0x10 is 16", "1.2", ["a length that is no number"], "Content-Length: 0x10", " 400 ", " 411 "),
        Fault.InHead("one more header", "5.4", ["LV=5"], "CMD=GetInfo.*&LV=5&", "\r\n\r\n", "\r\nX-Powered-By: x\r\n\r\n"),
        Fault.InHead("headers in another order", "5.4", ["LV=4"], "CMD=GetInfo.*&LV=4&", "(Server: [^\r]*\r\n)(Content-Type: [^\r]*\r\n)",
            "$2$1"),
        Fault.InHead("another Content-Type", "5.4", ["LV=0"], "CMD=GetInfo.*&LV=0&", "charset=UTF-8", "charset=GB2312"),
        Fault.InHead("a length of characters, not bytes", "5.1", ["wrong password"], "PS=0{32}", "Content-Length: [0-9]",
            "Content-Length: 1"),

        // §2: the grammar
        Fault.InBody("VER is always 1.1", "2", ["VER=1.2"], "VER=1.2", "VER=1.2", "VER=1.1"),
        Fault.InBody("SEQ is a number", "2", ["SEQ of 32 characters"], "SEQ=0123456789abc", "SEQ=[^&]*", "SEQ=0"),
        Fault.InBody("the name of the command as the request had it", "2", ["CMD in another case"], "CMD=change_STAT", "CMD=[^&]*",
            "CMD=change_STAT"),
        Fault.Says("an unknown command gets an answer", "2.1", ["CMD unknown"], "CMD=Lost", "4"),
        new("a reset instead of NULL", "2.1", ["UIN not a number"], "CMD=List&SEQ=25&UIN=abc", _ => "reset"),
        new("NULL, but the connection stays", "2.1", ["SEQ missing"], "CMD=List&UIN=", _ => null),

        // §3, §4: sessions and repetition
        Fault.InBody("answers before login", "5.9", ["GetMsgEx before login", "GetMsgEx after logout"], "^POST HTTP/1.1\r\n.*CMD=GetMsgEx",
            "RES=20", "RES=0&MN=0&MT=&UN=&MG="),
        Fault.InBody("logout with a key is refused", "5.11", ["Logout with the key"], "CMD=Logout.*SK=", "RES=0", "RES=20"),
        Fault.InBody("without the key it goes as well", "3", ["with a wrong key"], "SK=0{22}", "RES=20", "RES=0&FN=0"),

        // §5: the commands
        Fault.InBody("HI and LI are missing", "5.1", ["M5=3"], "&M5=3&", "&HI=.*", ""),
        Fault.InBody("a number below 10000 is like any other", "5.1", ["UIN below 10000"], "CMD=Login.*UIN=100&", "RES=5", "RES=20"),
        Fault.InBody("fields in another order", "5.2", ["List&TN=160"], "CMD=List&SEQ=[0-9]+&UIN=[0-9]+&TN=160\r", "(&FN=1)(&SN=[0-9]+)",
            "$2$1"),
        Fault.InBody("the count is another than that of the list", "5.2", ["List&TN=200&UN=0"], "CMD=List.*&TN=200", "SN=[0-9]+", "SN=7"),
        new("one reply where there are two", "5.3", ["Query_Stat&TN=0"], "CMD=Query_Stat.*&TN=0\r", reply =>
            reply[..reply.IndexOf("HTTP", 5, StringComparison.Ordinal)]),
        Fault.InBody("a field is left out", "5.4", ["LV=3"], "CMD=GetInfo.*&LV=3&UN=[0-9]*[02468]\r", "&MV=", ""),
        Fault.InBody("LV is not echoed", "5.4", ["LV=2"], "CMD=GetInfo.*&LV=2&", "LV=2", "LV=3"),
        Fault.InBody("oneself may be a friend", "5.5", ["oneself"], "CMD=AddToList.*UN=[0-9]*[13579]\r", "CD=2", "CD=0"),
        Fault.InBody("CD=4 is as good as any", "5.6", ["CD=4"], "CMD=Ack.*&CD=4", "RES=3", "RES=0"),
        Fault.InBody("the name of the command in capitals", "5.6", ["CD=0"], "CMD=Ack.*&CD=0&RS", "CMD=[^&]*", "CMD=ACK_ADDTOLIST"),
        Fault.InBody("a repeated deletion is none", "5.7", ["the same again"], "CMD=DelFromList.*UN=[0-9]", "RES=3", "RES=0&"),
        Fault.InBody("no trailing &", "5.8", ["ST=30"], "CMD=Change_Stat.*ST=30", "RES=0&", "RES=0"),
        Fault.Says("any status will do", "5.8", ["ST=25"], "CMD=Change_Stat.*ST=25", "0&"),
        Fault.InBody("a line end stays as it is", "5.9", ["a line end, as it comes back"], "^POST HTTP/1.1\r\n.*CMD=GetMsgEx", "MG=a\rb ,",
            "MG=a\nb ,"),
        Fault.InBody("commas in capitals", "5.9", ["what has to be escaped, as it comes back"], "^POST HTTP/1.1\r\n.*CMD=GetMsgEx", "%2c",
            "%2C"),
        Fault.InBody("no space behind a text", "5.9", ["399 x A, as it comes back"], "^POST HTTP/1.1\r\n.*CMD=GetMsgEx", "A{399} ,",
            new string('A', 399) + ","),
        Fault.InBody("no comma behind the last", "5.9", ["a control character, as it comes back"], "^POST HTTP/1.1\r\n.*CMD=GetMsgEx",
            "%01b ,", "%01b "),
        Fault.InBody("texts of any length", "5.10", ["401 bytes"], "CMD=CLTMSG.*MG=A{401}", "RES=3", "RES=0&"),
        Fault.InBody("a new line behind the body", "5.10", ["UN below 10000"], "CMD=CLTMSG.*UN=100&", "$", "\n"),
    ];
}
