/** The certificate of a service of tests, which nobody trusts: for `localhost`, for a hundred years. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBrzCCAVWgAwIBAgIUAO3cd5EvWJhin6s0zrAMSThIGIIwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMc2VydmljZS50ZXN0MCAXDTI2MTEyMjA5NDUyOFoYDzIxMjYx
MDI5MDk0NTI4WjAXMRUwEwYDVQQDDAxzZXJ2aWNlLnRlc3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAARt3i+Y4YnroW8VllwRNjmBUUyl5JkSbI+VcQmGcUqlabzl
laCq+CcB6+wLTEhmqiijqkFItr7dmcx/vQhFCxYfo30wezAdBgNVHQ4EFgQUbI6V
P4+RG6LqYO2c+8I5Vs7TXFAwHwYDVR0jBBgwFoAUbI6VP4+RG6LqYO2c+8I5Vs7T
XFAwDwYDVR0TAQH/BAUwAwEB/zAoBgNVHREEITAfggxzZXJ2aWNlLnRlc3SCCWxv
Y2FsaG9zdIcEfwAAATAKBggqhkjOPQQDAgNIADBFAiEAumwvwVCtScjQOY7foY0M
E9i+j5Fx+ygxDX3n/bVn7S4CICJi994wfriynn1xz44JAsV+lKIy9917VTIi3Wtv
lBVt
-----END CERTIFICATE-----
`;

/** Its key; it opens nothing. */
export const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgIWO6kfP2Nb5dmwwG
kTsVah3MIZAx+OgGrqyVYQQVJnmhRANCAARt3i+Y4YnroW8VllwRNjmBUUyl5JkS
bI+VcQmGcUqlabzllaCq+CcB6+wLTEhmqiijqkFItr7dmcx/vQhFCxYf
-----END PRIVATE KEY-----
`;
