"""Why the operating system says no: in English as it says it itself, and in Portuguese."""

from __future__ import annotations

import errno
import os

from hotmart.language import Text

PORTUGUESE: dict[str, str] = {
    "ENOENT": "o arquivo ou a pasta não existe",
    "EACCES": "permissão negada",
    "EPERM": "operação não permitida",
    "EISDIR": "isso é uma pasta",
    "ENOTDIR": "uma parte do caminho não é pasta",
    "ENOTEMPTY": "a pasta não está vazia",
    "EEXIST": "já existe",
    "EROFS": "o disco só permite leitura",
    "ENOSPC": "não há mais espaço no disco",
    "EDQUOT": "a sua cota do disco acabou",
    "EFBIG": "o arquivo é grande demais",
    "EMFILE": "há arquivos demais abertos neste programa",
    "ENFILE": "há arquivos demais abertos nesta máquina",
    "ENOMEM": "falta memória",
    "ENAMETOOLONG": "o nome é longo demais",
    "ELOOP": "os links andam em círculo",
    "EXDEV": "fica em outro disco",
    "ETXTBSY": "o programa está em execução",
    "EBUSY": "está em uso",
    "EIO": "o disco ou o dispositivo falhou",
    "EPIPE": "ninguém lê mais",
    "EBADF": "já foi fechado",
    "ENODEV": "o dispositivo não existe",
    "ENXIO": "o dispositivo não existe",
    "ENOEXEC": "não é um programa que esta máquina rode",
    "EINVAL": "o sistema não aceita",
    "EADDRINUSE": "a porta está em uso",
    "EADDRNOTAVAIL": "esta máquina não tem esse endereço",
    "ECONNREFUSED": "a conexão foi recusada",
    "ECONNRESET": "a conexão foi cortada",
    "ETIMEDOUT": "demorou demais",
    "ENETUNREACH": "a rede não está acessível",
    "EHOSTUNREACH": "o host não está acessível",
    "EOPNOTSUPP": "o sistema não consegue fazer isto aqui",
}
"""By the name that the system has for its number."""


def why(error: OSError) -> Text:
    """Why the system said no; one that is not known here stays as it was said."""
    told = error.strerror or (os.strerror(error.errno) if error.errno else type(error).__name__)
    return Text(told, PORTUGUESE.get(errno.errorcode.get(error.errno or 0, ""), told))
